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
}

// Delegation is one party to a round with those it sent.
type Delegation struct {
	Party       string   `json:"party"`
	Members     []string `json:"members"`
	AccordingTo []string `json:"according_to"` // statement ids
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
	State       string   `json:"state"`
	Since       Nullable `json:"since"`
	AccordingTo []string `json:"according_to"` // statement ids
	Reports     []string `json:"reports"`
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
	Kind        string   `json:"kind"`
	State       string   `json:"state"`
	Event       string   `json:"event"`
	Parties     []string `json:"parties"`
	Place       Nullable `json:"place"`
	Date        Nullable `json:"date"`
	AccordingTo []string `json:"according_to"` // statement ids
}

// Toll holds the counts of one harm in one event.
type Toll struct {
	Event   string      `json:"event"`
	Measure string      `json:"measure"`
	Series  []FigureRef `json:"series"`
	Low     *int        `json:"low"`
	Best    *int        `json:"best"`
	High    *int        `json:"high"`
	Why     string      `json:"why"` // how the three were chosen, in plain words
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
