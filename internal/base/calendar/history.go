package calendar

// newsDays is how many days before the first report of it a happening is still news.
const newsDays = 60

// LongAgo is how many days something has gone on for it to be how things stand, such as
// an occupation, and no news.
const LongAgo = 400

// History reports whether a happening of that date is history to all who told of it on
// those days: it ended long before each of them, or has gone on for longer than news
// does. A day that is not known is empty; then nothing can be said.
func History(date string, told []string) bool {
	at, ok := Parse(date)
	if !ok {
		return false
	}
	if at.Days() > LongAgo {
		return true
	}
	for _, day := range told {
		on, known := Parse(day)
		if !known || at.Last > on.Last || at.Gap(on) < newsDays {
			return false
		}
	}
	return len(told) > 0
}
