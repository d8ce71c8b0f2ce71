package record

// Talks is one round of talks.
type Talks struct {
	Event       string       `json:"event"`
	Track       Nullable     `json:"track"` // the series it belongs to
	Ordinal     *int         `json:"ordinal"`
	Place       Nullable     `json:"place"`
	Date        Nullable     `json:"date"`
	Delegations []Delegation `json:"delegations"`
	Mediator    []string     `json:"mediator"`
	Agenda      []string     `json:"agenda"`
	Outcome     Nullable     `json:"outcome"` // in the words of the reports
	Next        Nullable     `json:"next"`    // event id of the round that is to follow
	ConfirmedBy []string     `json:"confirmed_by"`
	DeniedBy    []string     `json:"denied_by"`
	Silent      []string     `json:"silent"`
	Standing    string       `json:"standing"`
	// Form is "round" for one meeting, "series" for several or for talks that go on
	// for a time, and "plan" for one that is to come; "letter" for what one side wrote to
	// another, "visit" for a visit made for talks or a truce, "signing" for the signing of an
	// accord.
	Form     string       `json:"form"`
	Status   string       `json:"status"`   // as an event's
	How      Nullable     `json:"how"`      // mediated, hosted or facilitated
	Plan     Nullable     `json:"plan"`     // of one announced: held, postponed, cancelled or no word since; refused for talks that a side will not hold
	Expected []Delegation `json:"expected"` // who was announced beforehand and is not told to have come
	Outcomes []Outcome    `json:"outcomes"`
	Told     []MentionRef `json:"told"` // where reports tell of it
	// ConfirmedSides are those parties whose own voices confirm the round; where it is
	// empty the round stands unconfirmed.
	ConfirmedSides []string `json:"confirmed_sides"`
	// Channel is "indirect" for talks that are told to be kept indirect or secret.
	Channel Nullable `json:"channel"`
}

// Outcome is what one report says a round came to, or did not come to.
type Outcome struct {
	Kind        string   `json:"kind"` // accord, understandings, pledge, continue or none
	Quote       string   `json:"quote"`
	Report      string   `json:"report"`
	Start       int      `json:"start"`
	End         int      `json:"end"`
	AccordingTo []string `json:"according_to"` // statement ids
}

// MentionRef names the words of one mention of an event.
type MentionRef struct {
	Report string `json:"report"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Delegation is one party to a round with those it sent.
type Delegation struct {
	Party       string   `json:"party"`
	Members     []string `json:"members"`
	AccordingTo []string `json:"according_to"` // statement ids
	Told        []AsTold `json:"told"`         // by report
}

// AsTold is how one report has a delegation: its members, and the words for it.
type AsTold struct {
	Report  string   `json:"report"`
	Members []string `json:"members"`
	Words   Nullable `json:"words"`
}

// Agreement is one ceasefire, disengagement, peace or access agreement.
type Agreement struct {
	ID         string           `json:"id"`
	Name       string           `json:"name"`
	Kind       string           `json:"kind"`
	Parties    []string         `json:"parties"`
	Mediators  []string         `json:"mediators"`
	Guarantors []string         `json:"guarantors"`
	Date       Nullable         `json:"date"`
	Clauses    []Clause         `json:"clauses"`
	Status     []AgreementState `json:"status"`
	Zones      []string         `json:"zones"`
	Basis      string           `json:"basis"` // pack, or reports where no pack knows it
	Monitors   []string         `json:"monitors"`
	Terms      []Term           `json:"terms"`  // what reports say it provides, in their words
	Period     Nullable         `json:"period"` // for which it is to hold, as an interval
}

// Term is what one report says an agreement provides.
type Term struct {
	Quote  string `json:"quote"`
	Report string `json:"report"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Clause is one thing that an agreement provides.
type Clause struct {
	ID    string   `json:"id"`
	Kind  string   `json:"kind"`
	Text  string   `json:"text"`
	Binds []string `json:"binds"` // ids of the parties it binds
	Zone  Nullable `json:"zone"`
}

// AgreementState is how an agreement stood from a day on, in the words of whom.
type AgreementState struct {
	State       string       `json:"state"`
	Since       Nullable     `json:"since"`
	AccordingTo []string     `json:"according_to"` // statement ids
	Reports     []string     `json:"reports"`
	Told        []MentionRef `json:"told"` // where reports tell of it
}

// Allegation is what one side says another did.
type Allegation struct {
	Event     string     `json:"event"`
	Clause    *ClauseRef `json:"clause"` // what it would breach, or null
	AllegedBy []string   `json:"alleged_by"`
	DeniedBy  []string   `json:"denied_by"`
	Silent    []string   `json:"silent"`
	ZoneTest  *ZoneTest  `json:"zone_test"`
	Standing  string     `json:"standing"`
	Against   []string   `json:"against"` // who is said to have done it
	// Result is alleged, denied, acknowledged, corroborated or disputed.
	Result         string       `json:"result"`
	AcknowledgedBy []string     `json:"acknowledged_by"`
	Why            string       `json:"why"` // which clause it would breach, or why none
	Quote          Nullable     `json:"quote"`
	Answers        []Answer     `json:"answers"`
	Told           []MentionRef `json:"told"`
}

// Answer is what somebody says to an allegation, where it stands.
type Answer struct {
	By     []string `json:"by"`
	Stance string   `json:"stance"` // assert, deny or silent
	Quote  string   `json:"quote"`
	Report string   `json:"report"`
	Start  int      `json:"start"`
	End    int      `json:"end"`
}

// Incident is one happening held against one agreement: what it would be if it
// happened as told. It is no finding that somebody broke anything.
type Incident struct {
	Event      string    `json:"event"`
	Agreement  string    `json:"agreement"`
	Clause     Nullable  `json:"clause"`
	Result     string    `json:"result"` // alleged breach, compliance, no clause applies or cannot be told
	Why        string    `json:"why"`
	ZoneTest   *ZoneTest `json:"zone_test"`
	Background bool      `json:"background"` // told as history, not as news
}

// ClauseRef names one clause of one agreement.
type ClauseRef struct {
	Agreement string   `json:"agreement"`
	Clause    Nullable `json:"clause"`
}

// ZoneTest tells whether a place lies in a zone. MarginKM is the distance to the
// border less the uncertainty of the place; Inside is null where it cannot be told.
type ZoneTest struct {
	Zone     string  `json:"zone"`
	Inside   *bool   `json:"inside"`
	MarginKM float64 `json:"margin_km"`
}

// Access is a corridor, convoy, blockade, delivery of aid or evacuation.
type Access struct {
	Kind        string        `json:"kind"`
	State       string        `json:"state"`
	Event       string        `json:"event"`
	Parties     []string      `json:"parties"`
	Place       Nullable      `json:"place"`
	Date        Nullable      `json:"date"`
	AccordingTo []string      `json:"according_to"` // statement ids
	Earlier     []AccessState `json:"earlier"`      // other states that reports tell of, by time
	Told        []MentionRef  `json:"told"`
}

// AccessState is a state in which something stood before, in the words of whom.
type AccessState struct {
	State       string   `json:"state"`
	Date        Nullable `json:"date"`
	By          []string `json:"by"` // whose act it was, such as who rejected it
	AccordingTo []string `json:"according_to"`
	Quote       string   `json:"quote"`
	Report      string   `json:"report"`
	Start       int      `json:"start"`
	End         int      `json:"end"`
}

// Toll holds the counts of one harm in one event.
// A toll of [Casualties] is no series of counts: reports say that they know of none, and
// its counts are where they say so.
type Toll struct {
	Event   string      `json:"event"`
	Measure string      `json:"measure"`
	Series  []FigureRef `json:"series"`
	Low     *int        `json:"low"`
	Best    *int        `json:"best"`
	High    *int        `json:"high"`
	Why     string      `json:"why"`     // how the three were chosen, in plain words
	Victims Nullable    `json:"victims"` // civilians, fighters of Norland …; null where not told apart
	Counts  []Count     `json:"counts"`  // the series, with what each count is worth
	Views   Views       `json:"views"`
}

// Casualties is the measure of a toll of which reports say only that none are known.
const Casualties = "casualties"

// Count is one figure of a series.
type Count struct {
	Report       string   `json:"report"`
	Start        int      `json:"start"`
	End          int      `json:"end"`
	By           []string `json:"by"`
	AsOf         Nullable `json:"as_of"`
	Hedges       []string `json:"hedges"`
	SupersededBy *int     `json:"superseded_by"` // index of the later count by the same counter
	Repeats      *int     `json:"repeats"`       // index of the count that it only repeats
	PartOf       *int     `json:"part_of"`       // index of the count that it is only a part of
}

// Views are the conventions of other bodies applied to one series.
type Views struct {
	ACLED         *int        `json:"acled"` // most conservative integer, of deaths only
	UCDP          *Bounds     `json:"ucdp"`  // low, best and high, of deaths only
	EveryCasualty []ByCounter `json:"every_casualty"`
}

// Bounds are a low, best and high number.
type Bounds struct {
	Low  *int `json:"low"`
	Best *int `json:"best"`
	High *int `json:"high"`
}

// ByCounter is the latest range that one counter gives.
type ByCounter struct {
	By  []string `json:"by"`
	Min *int     `json:"min"`
	Max *int     `json:"max"`
}

// FigureRef names the figure that stands at one place of one report.
type FigureRef struct {
	Report string `json:"report"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// Disagreement is something that reports tell differently or leave out.
type Disagreement struct {
	About     string  `json:"about"` // id of an event, an agreement or a report
	Attribute string  `json:"attribute"`
	Kind      string  `json:"kind"` // conflict, omission or single
	Values    []Value `json:"values"`
	Note      string  `json:"note"` // one plain sentence
}

// Value is what some reports give for an attribute; null where they leave it out.
type Value struct {
	Value   Nullable `json:"value"`
	Reports []string `json:"reports"`
	Quote   Nullable `json:"quote"`
}

// Issue is something that could not be read or decided.
type Issue struct {
	Report Nullable `json:"report"`
	Where  string   `json:"where"`
	What   string   `json:"what"`
	Why    string   `json:"why"`
}
