create database if not exists {{database}};
create database if not exists {{targetDatabase}};
create table if not exists {{database}}.{{table}} (
  cust_id int not null auto_increment primary key,
  cust_firstname varchar(100) character set utf8mb4,
  cust_lastname varchar(100) character set utf8mb4
);
insert into {{database}}.{{table}} (cust_firstname, cust_lastname) values ('John', 'Doe'), ('Jane', 'Roe');
