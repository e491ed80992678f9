"""What a month or a year looked like: periods, statistics (pure), and the chart."""
