package trucewatch

import "time"

// DecisionKind is what a person decided about something the program found.
type DecisionKind string

// The kinds of decision.
const (
	Accept  DecisionKind = "accept"  // it is so
	Refuse  DecisionKind = "refuse"  // it is not so
	Correct DecisionKind = "correct" // it is so, with the values in Payload
	Merge   DecisionKind = "merge"   // the two things in Payload are one
	Split   DecisionKind = "split"   // the one thing is the several in Payload
	Unsure  DecisionKind = "unsure"  // it was looked at and cannot be told
	Comment DecisionKind = "comment" // a remark that decides nothing; Why holds it
	Undo    DecisionKind = "undo"    // the decision whose ID is in Payload no longer holds
)

// Decision is one act of review. Decisions are only ever added: a later one
// supersedes an earlier one of the same fingerprint, and both stay. A decision
// whose claim no longer arises is shown as stale; it is never dropped and never
// moved to something else.
type Decision struct {
	// ID is chosen by whoever decides, once per act, so that sending the same
	// act twice keeps it once.
	ID string
	// Seq is the place in the log, given by the store: 1, 2, 3, …
	Seq int64
	// Who decided, as the person is known to the others who work on the ledger.
	Who string
	// When it was decided, in UTC, to the millisecond.
	When time.Time
	// Why, in the person's own words.
	Why  string
	Kind DecisionKind
	// Fingerprint names what is decided by what does not change when rules do:
	// a digest of the report, the words and what is said of them. Never a row number.
	Fingerprint string
	// Words are the quoted words with some context, for the reader of a stale decision.
	Words string
	// Payload is JSON whose shape depends on Kind, or nil.
	Payload []byte
}
