create schema if not exists {{database}};
create schema if not exists {{targetDatabase}};
create table if not exists {{database}}.{{table}} (
  cust_id int generated always as identity primary key,
  cust_firstname varchar(100),
  cust_lastname varchar(100)
);
insert into {{database}}.{{table}} (cust_firstname, cust_lastname) values ('John', 'Doe'), ('Jane', 'Roe');
