package trucewatch

// Role is an office that reports give to an actor: "foreign minister" of Syria.
type Role struct {
	Title   string   // in lower case, without the land
	Of      string   // actor or place ID, or empty
	Reports []string // IDs, sorted
}

// Actor is one person, body, group, community or state, across all reports.
type Actor struct {
	ID      string
	Name    string // the form readers know best
	Kind    MentionKind
	Named   bool     // whether a report gives it a proper name
	Aliases []string // every surface form seen, sorted
	Roles   []Role
	Parent  string // ID of the state or body it belongs to, or empty
	Why     []Reason
}

// Place is one real place, across all reports. A state's territory has the same
// ID as the state that acts.
type Place struct {
	ID      string
	Name    string
	Aliases []string
	// Position is where the place is, or nil when it is not known.
	Position *Position
	// Land is the ID of the state or territory it lies in, or empty.
	Land string
	// Admin names what it lies in, from the country inwards.
	Admin []string
}

// Position is a point with the radius, in kilometres, within which it is known.
type Position struct {
	Lat, Lon, RadiusKM float64
	Gazetteer          string // which list it came from
	GazetteerID        string
}

// Identities says who and what every mention of every report is.
type Identities struct {
	Actors []Actor // by ID
	Places []Place // by ID
	// Reports holds, by report ID, what the mentions of its claims are.
	Reports map[string]ReportIdentities
}

// ReportIdentities has one entry for every mention in Claims.Mentions.
type ReportIdentities struct {
	// Names is the actor or place that the words name; empty when left open.
	Names []string
	// Acts is who acts, speaks or is acted on when the mention takes part in a
	// claim: a capital stands for its government, "both sides" for two actors.
	Acts [][]string
	// Why says why a description stands for whom it does, where that is not plain
	// from its own words.
	Why [][]Reason
}

// EventRef points to one event mention: Claims.Events[Index] of a report.
type EventRef struct {
	Report string
	Index  int
}

// Standing is how an event stands by the number of independent voices.
type Standing string

// The standings of an event.
const (
	Single       Standing = "single"
	Corroborated Standing = "corroborated"
	Contested    Standing = "contested"
)

// Event is one real-world happening with every mention of it.
type Event struct {
	ID                            string
	Type                          EventType
	Mode                          []string
	Status                        Status
	Actors, Recipients, Mediators []string // actor IDs, sorted
	Place                         string   // place ID or empty
	Date                          string   // ISO 8601 day, month, year or interval; or empty
	Mentions                      []EventRef
	Parts                         []Part // one for each of Mentions
	Reports, Outlets, Independent int
	Standing                      Standing
	Why                           []Reason // what joined the mentions
}

// Part is who takes part in one mention of an event, and how, where and when it has it,
// after resolving: what the mention says itself, or what its own report says
// elsewhere of the same happening.
type Part struct {
	Actors, Recipients, Mediators []string // actor IDs
	Mode                          []string // PLOVER's
	Status                        Status
	Place                         string   // place ID, or empty
	Date                          string   // ISO 8601, or empty
	Why                           []Reason // what was taken from elsewhere
}

// World is what the line knows of all reports together, before the ledger.
type World struct {
	Readings   []Reading // by publication date, file and ID of their reports
	Claims     []Claims  // in the same order
	Identities Identities
	Events     []Event
	CopyOf     map[string]string // report ID to the report it repeats
	Issues     []Issue
}
