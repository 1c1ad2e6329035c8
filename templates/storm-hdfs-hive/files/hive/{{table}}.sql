CREATE EXTERNAL TABLE IF NOT EXISTS {{table}} (
  customer_id INT,
  customer_firstname STRING,
  customer_lastname STRING
)
COMMENT '{{table}} table'
ROW FORMAT DELIMITED FIELDS TERMINATED BY '{{delimiter}}'
STORED AS TEXTFILE
LOCATION '{{path}}';
