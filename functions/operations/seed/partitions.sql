select howdah_internal.make_partitions();
