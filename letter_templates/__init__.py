"""The letters that the office sends, as DOCX files that its people edit in Word."""
