"""In: texts in three languages and what each translation was made of. Out: what is missing, unreviewed, or older."""
