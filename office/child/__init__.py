"""Work on what strangers send, in processes that may die of it while the program goes on."""
