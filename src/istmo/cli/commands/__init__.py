"""The commands of `istmo`, one file each."""
