select howdah.make_partitions();
