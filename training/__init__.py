"""How the bundled model is made: from the training files to the folder that ships, by one command."""
