"""What is inside a workbook (.xlsx, .xlsm): its package, its cells, and how marks are put into it."""
