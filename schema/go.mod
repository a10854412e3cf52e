module github.com/cdktf-stripe-portal/schema

go 1.24.0
