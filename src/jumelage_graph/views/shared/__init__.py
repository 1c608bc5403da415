"""What the page and the plot of every picture share: words, captions, colours."""
