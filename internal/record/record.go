// Package record holds the public export of the program, trucewatch.record/1:
// one Go type for every object of ../shared/spec/record.md, its writer, its
// reader and the rules that a record must keep.
//
// Keys stand in the order of the fields below, which is the order of the
// specification. Every key is always written: an empty list as [], something not
// known as null. Keys are added, never renamed.
//
// Text positions are half-open ranges of Unicode code points into the text of
// their report; [Ruler] converts the byte offsets used inside the program.
//
// # Order of arrays
//
// No order depends on the order of input. "Report order" and "event order" mean
// the position in the arrays reports and events. Unknown dates come last.
//
//	reports        published date, file, id
//	 .sentences    start
//	 .mentions     start, end, entity
//	actors, places id
//	 .aliases      code points; .roles: title, of; .admin: from the country inward
//	events         date, type, id
//	 .mentions     report order, start, end
//	statements     report order, start, end, id
//	figures        report order, start, end, measure
//	talks          event order, form
//	 .delegations  party; .agenda: as the reports bring it up
//	agreements     date, id
//	 .clauses      as the agreement has them; .status: since, state
//	allegations    event order, agreement and clause
//	access         event order, kind, state
//	tolls          event order, measure, victims
//	 .series       date of the count, report order, start
//	disagreements  about, attribute
//	 .values       value
//	issues         report order (those of no report last), where, what, why
//	incidents      event order, agreement, clause
//
// Lists of ids, modes and hedges are sorted and hold nothing twice, with three
// exceptions where order is meaning: Statement.source runs outward from the one
// whose words they are, Report.origin follows the text, and a reason list
// (why) follows the text too.
//
// [Sort] brings a record into this order and [Validate] checks it.
package record

// Format is the value of the key format in every record of this version.
const Format = "trucewatch.record/1"

// Nullable is a string that is written as null when it is empty: the record has
// no empty strings where something is not known.
type Nullable string

// Record is everything the program knows about a set of reports.
type Record struct {
	Format        string         `json:"format"`
	Situation     Nullable       `json:"situation"` // the situation pack that was used
	Reports       []Report       `json:"reports"`
	Actors        []Actor        `json:"actors"`
	Places        []Place        `json:"places"`
	Events        []Event        `json:"events"`
	Statements    []Statement    `json:"statements"`
	Figures       []Figure       `json:"figures"`
	Talks         []Talks        `json:"talks"`
	Agreements    []Agreement    `json:"agreements"`
	Allegations   []Allegation   `json:"allegations"`
	Access        []Access       `json:"access"`
	Tolls         []Toll         `json:"tolls"`
	Disagreements []Disagreement `json:"disagreements"`
	Issues        []Issue        `json:"issues"`
	Incidents     []Incident     `json:"incidents"`
	SituationWhy  Nullable       `json:"situation_why"` // how the situation was found, or why none
}

// Reason says which rule made a result and from which words.
type Reason struct {
	Rule  string `json:"rule"`
	Words string `json:"words"`
}

// Range is a half-open range of code points.
type Range struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Report is one document as one outlet carried it.
type Report struct {
	ID        string    `json:"id"`
	File      string    `json:"file"` // base name as given
	URL       Nullable  `json:"url"`
	Outlet    Nullable  `json:"outlet"`
	Origin    []string  `json:"origin"`  // agencies or outlets it was taken from
	CopyOf    Nullable  `json:"copy_of"` // id of the report it repeats
	Published Published `json:"published"`
	Title     Nullable  `json:"title"`
	Language  Nullable  `json:"language"` // ISO 639-1
	Text      string    `json:"text"`
	Sentences []Range   `json:"sentences"`
	Mentions  []Mention `json:"mentions"`
}

// Called names a report in a plain sentence: by its outlet, or else by the agency
// whose text it is, with its file, or by its file alone.
func (r Report) Called() string {
	switch {
	case r.Outlet != "":
		return string(r.Outlet)
	case len(r.Origin) == 1 && r.File != "":
		return r.Origin[0] + " (" + r.File + ")"
	}
	return r.File
}

// Published is when a report came out. Date is an ISO 8601 day; where it is null
// so is Basis, and Why says what was looked for.
type Published struct {
	Date  Nullable `json:"date"`
	Basis Nullable `json:"basis"` // given, stated or inferred
	Why   string   `json:"why"`
}

// Mention is a stretch of a report that refers to an actor or a place.
type Mention struct {
	Start  int      `json:"start"`
	End    int      `json:"end"`
	Quote  string   `json:"quote"`
	Kind   string   `json:"kind"`   // person, organization, place or people
	Entity Nullable `json:"entity"` // null only where Named is false
	// Named is true for a proper name, false for "government forces" or a pronoun.
	Named bool     `json:"named"`
	Why   []Reason `json:"why"`
}

// Actor is one person, organization, community or state that acts or speaks.
type Actor struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"` // the form readers know best
	Kind     string   `json:"kind"` // as Mention.Kind, or state
	Aliases  []string `json:"aliases"`
	Roles    []Role   `json:"roles"`
	Parent   Nullable `json:"parent"` // id of the actor it belongs to
	Wikidata Nullable `json:"wikidata"`
}

// Role is an office that reports give to an actor.
type Role struct {
	Title   string   `json:"title"`
	Of      Nullable `json:"of"` // id of the actor or place it is an office of
	Reports []string `json:"reports"`
}

// Place is one real place. Lat and Lon are WGS 84 degrees and RadiusKM says how
// closely they are known; all three are null for a place not in the gazetteer.
type Place struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Aliases   []string   `json:"aliases"`
	Lat       *float64   `json:"lat"`
	Lon       *float64   `json:"lon"`
	RadiusKM  *float64   `json:"radius_km"`
	Admin     []string   `json:"admin"`
	Gazetteer *Gazetteer `json:"gazetteer"`
	Zones     []string   `json:"zones"`
}

// Gazetteer names the entry of a gazetteer that a place was taken from.
type Gazetteer struct {
	Source string `json:"source"`
	ID     string `json:"id"`
}
