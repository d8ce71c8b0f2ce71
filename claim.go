package trucewatch

// MentionKind is what a mention names.
type MentionKind string

// The kinds of mention, as defined in the annotation guide.
const (
	Person       MentionKind = "person"
	Organization MentionKind = "organization"
	PlaceKind    MentionKind = "place"
	People       MentionKind = "people" // nationalities and communities
	StateKind    MentionKind = "state"  // of an actor only: a country that acts
)

// Mention is a stretch of text that refers to an actor or a place.
type Mention struct {
	Span
	Sentence int // index into Reading.Sentences
	Kind     MentionKind
	// Named is true for a proper name and false for "government forces", "the source", "he".
	Named bool
	// Head is the index of the head token in the sentence.
	Head int
	// Title is the office or style before or beside a person's name ("Foreign Minister"), or empty.
	Title string
	// Antecedent is the index of the mention that a pronoun or description refers to, or -1.
	Antecedent int
	Why        []Reason
}

// Reading is a report with its sentences analysed and its names found. It is what
// the annotate stage hands to the coding stage.
type Reading struct {
	Report    Report
	Sentences []Sentence
	Mentions  []Mention // in order of position
}

// Precision is how closely a date is known.
type Precision string

// The precisions of a date.
const (
	Day   Precision = "day"
	Week  Precision = "week"
	Month Precision = "month"
	Year  Precision = "year"
	Range Precision = "range" // an interval given or implied by the words
	Vague Precision = "vague" // "in recent months"
)

// When is an interval of days with the words it came from. First and Last are
// ISO 8601 days, both included. When a date is relative and the report has no
// publication date, First and Last are empty and Relative holds the offset.
type When struct {
	Span
	First, Last string
	Precision   Precision
	// Relative is the symbolic value of a date that hangs on publication
	// ("P-1D", "XXXX-WXX-2", "P-1M"), or empty.
	Relative string
	Why      []Reason
}

// EventType is one of PLOVER's sixteen types.
type EventType string

// The sixteen types of PLOVER, in its own order.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"
)

// Status is how a happening stands in the words of who reports it.
type Status string

// The statuses of an event mention.
const (
	Occurred Status = "occurred"
	Ongoing  Status = "ongoing"
	Planned  Status = "planned"
	Proposed Status = "proposed"
	Negated  Status = "negated"
)

// EventMention is one place in one report that speaks of a happening. Actors,
// Recipients, Mediators and Place are indices into Claims.Mentions.
type EventMention struct {
	Span       // the trigger word
	Sentence   int
	Token      int // index of the trigger token in its sentence
	Type       EventType
	Mode       []string
	Status     Status
	Actors     []int
	Recipients []int
	Mediators  []int
	Place      int // index into Claims.Mentions, or -1
	When       *When
	// Background is true for history told to explain the news.
	Background bool
	// AccordingTo holds indices into Claims.Statements whose content covers the trigger.
	AccordingTo []int
	Why         []Reason
}

// Stance is how a source stands to the content of a statement.
type Stance string

// The stances of a source.
const (
	Assert Stance = "assert"
	Deny   Stance = "deny"
	Silent Stance = "silent"
)

// Statement is a stretch of a report given as somebody's words, view or finding.
// Sources are indices into Claims.Mentions, from the one whose words they are
// outward to the one who passes them on.
type Statement struct {
	Span       // the cue
	Sentence   int
	Sources    []int
	SourceSpan Span // the words that name the innermost source
	Stance     Stance
	Content    Span
	Hedges     []string
	Why        []Reason
}

// Figure is a count that a report gives. Min and Max are the bounds; nil is open.
type Figure struct {
	Span
	Sentence int
	Measure  string
	Min, Max *int
	Hedges   []string
	Event    int   // index into Claims.Events, or -1
	By       []int // who counted, indices into Claims.Mentions
	AsOf     *When
	Why      []Reason
}

// Claims is what the coding stage found in one report. Mentions begins with the
// mentions of the reading, at the same indices, followed by the nominal mentions
// and pronouns that take part in a claim.
type Claims struct {
	Report     string
	Mentions   []Mention
	Events     []EventMention
	Statements []Statement
	Figures    []Figure
	Issues     []Issue
	// ReadFrom is the day from which the days of the week are read where the date of
	// the report cannot be right, else empty.
	ReadFrom string
}

// Layer is one of the sorts of claim that coding makes.
type Layer string

// The layers of coding.
const (
	EventLayer     Layer = "event"
	StatementLayer Layer = "statement"
	FigureLayer    Layer = "figure"
	DateLayer      Layer = "date"
)

// Refusal is a stretch of text that a rule was asked about and did not take: a word
// that can open an event, a cue of speech, a number or a time expression.
type Refusal struct {
	Span
	Sentence int // index into Reading.Sentences
	Layer    Layer
	Rule     string // the rule that was tried, or empty where none was
	Because  string // the condition that it failed, in one plain phrase
}
