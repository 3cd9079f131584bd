"""From a question to what this reader may see of its answer: Question -> compute -> Result -> presentable."""
