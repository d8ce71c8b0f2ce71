package record

// Event is one real-world happening, with every mention of it.
type Event struct {
	ID          string         `json:"id"`
	Type        string         `json:"type"` // one of PLOVER's sixteen
	Mode        []string       `json:"mode"`
	Status      string         `json:"status"`
	Actors      []string       `json:"actors"`
	Recipients  []string       `json:"recipients"`
	Mediators   []string       `json:"mediators"`
	Place       Nullable       `json:"place"`
	Date        Nullable       `json:"date"` // ISO 8601 day, month, year or interval
	Mentions    []EventMention `json:"mentions"`
	Reports     int            `json:"reports"`
	Outlets     int            `json:"outlets"`
	Independent int            `json:"independent"` // copies and shared agency text counted once
	Standing    string         `json:"standing"`    // single, corroborated or contested
}

// EventMention is one place in one report that speaks of a happening, with type,
// status and participants as this mention has them.
type EventMention struct {
	Report      string   `json:"report"`
	Start       int      `json:"start"`
	End         int      `json:"end"`
	Quote       string   `json:"quote"` // the trigger
	Type        string   `json:"type"`
	Mode        []string `json:"mode"`
	Status      string   `json:"status"`
	Actors      []string `json:"actors"`
	Recipients  []string `json:"recipients"`
	Mediators   []string `json:"mediators"`
	Place       Nullable `json:"place"`
	Date        Nullable `json:"date"`
	AccordingTo []string `json:"according_to"` // statement ids
	Why         []Reason `json:"why"`
}

// Ref names the words of a mention.
func (m EventMention) Ref() MentionRef { return MentionRef{m.Report, m.Start, m.End} }

// Statement is a stretch of a report given as somebody's words, view or finding.
type Statement struct {
	ID     string `json:"id"`
	Report string `json:"report"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Quote  string `json:"quote"` // the cue
	// Source runs from the one whose words they are outward to the one who passes them on.
	Source      []string `json:"source"`
	SourceQuote Nullable `json:"source_quote"`
	Stance      string   `json:"stance"`  // assert, deny or silent
	Content     *Range   `json:"content"` // null where nothing is stated
	About       []string `json:"about"`   // event ids
	Hedges      []string `json:"hedges"`
}

// Figure is a count that a report gives. A bound that is null is open.
type Figure struct {
	Report  string   `json:"report"`
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Quote   string   `json:"quote"`
	Measure string   `json:"measure"`
	Min     *int     `json:"min"`
	Max     *int     `json:"max"`
	Hedges  []string `json:"hedges"`
	Event   Nullable `json:"event"`
	By      []string `json:"by"` // ids of who counted
	AsOf    Nullable `json:"as_of"`
}

// Ref names a figure by its place. Another measure may be counted by the same words.
func (f Figure) Ref() FigureRef { return FigureRef{f.Report, f.Start, f.End} }
