create database if not exists `{{database}}` character set utf8mb4;
use `{{database}}`;

create table if not exists `{{table}}` (
  `{{idColumn}}` int not null auto_increment primary key,
  `{{firstColumn}}` varchar(255) not null,
  `{{secondColumn}}` varchar(255) not null
) default character set utf8mb4;
