-- Required by --once: each row names the Kafka record that it came from, and no two rows name the same one.
-- The timestamp distinguishes the records of a topic from those of a later topic of the same name, whose offsets begin at 0 again.
use `{{database}}`;

alter table `{{table}}` add (
  source_topic varchar(249) character set ascii collate ascii_bin,
  source_partition int,
  source_offset bigint,
  source_timestamp bigint
);

create unique index `{{table}}_source` on `{{table}}` (source_topic, source_partition, source_offset, source_timestamp);
