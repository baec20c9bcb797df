create extension if not exists vector schema public;
