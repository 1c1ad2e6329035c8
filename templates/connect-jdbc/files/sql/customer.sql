-- Makes the example database: sqlite3 firstdb.db < sql/customer.sql
CREATE TABLE customer (
  cust_id   INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  cust_name VARCHAR(255)
);

INSERT INTO customer (cust_id, cust_name) VALUES (1, 'Jon');
INSERT INTO customer (cust_id, cust_name) VALUES (2, 'Harry');
INSERT INTO customer (cust_id, cust_name) VALUES (3, 'James');
