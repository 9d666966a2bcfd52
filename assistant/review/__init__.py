"""Review (审核): a draft against what it must carry out, against the floor, against itself."""
