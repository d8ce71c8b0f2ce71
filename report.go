package trucewatch

import (
	"bytes"
	"strings"
)

// Capture is one document exactly as it arrived. Captures and decisions are the
// only primary data; all else is recomputed from them and the packs.
type Capture struct {
	// ID is the SHA-256, in hexadecimal, of name, bytes and side data; of a page from
	// the web, of address and bytes.
	ID string
	// Name is the base name of the file, or the last path element of the URL.
	Name string
	// Path is where it was found, as the user gave it; it takes no part in the ID.
	Path string
	// MediaType is what the bytes are said or seen to be, such as "text/html".
	MediaType string
	// Bytes is the document, unaltered.
	Bytes []byte
	// Meta is the content of NAME.meta.json beside the file, or nil. Of a page from the
	// web it says where, when and through which feed it was had: see Fetched.
	Meta []byte
}

// Fetched reports whether the document came from the web. Its ID is then made of
// address and bytes alone. Its side data begins with when it was retrieved, which is
// kept as it was when these bytes came first.
func (c Capture) Fetched() bool { return bytes.HasPrefix(c.Meta, []byte(`{"retrieved":`)) }

// Basis tells how a publication date is known.
type Basis string

// The bases of a publication date, strongest first.
const (
	Given    Basis = "given"    // beside the report: feed, meta file, page metadata
	Stated   Basis = "stated"   // in the report's own text
	Inferred Basis = "inferred" // from dated reports of the same happening
)

// Published is when a report came out. Date is an ISO 8601 day, or empty when it
// is not known; then Basis is empty too and Why says what was looked for.
type Published struct {
	Date  string
	Basis Basis
	Why   string
}

// Report is one document as one outlet carried it.
type Report struct {
	ID        string // "r-" and twelve hexadecimal digits, a function of the capture
	Capture   string // ID of the capture it was taken from
	File      string // base name as given
	URL       string
	Outlet    string   // as readers know it; empty when not known
	Origin    []string // agencies or outlets it says it was taken from
	Published Published
	Title     string
	// Byline is who signed it, as the page or the feed has it; empty when nobody did.
	Byline   string
	Language string // ISO 639-1; empty when not known
	Text     string // valid UTF-8 without NUL; every span points into it
	// Why says what outlet and origin were taken from, the outlet first.
	Why []Reason
}

// Issue is something the program could not treat: not a fault of the program but
// an oddity of what it was given. Nothing else is lost when an issue is raised.
type Issue struct {
	Report string // report ID, or empty when no report could be made
	Where  string // file, line or sentence
	What   string // what was left out or left open, in one phrase; see [Issue.LeftOut]
	Why    string // the reason, and what the user can do
}

// LeftOut reports whether a file or a part of one was not read. All other issues are
// notes on something that was read: a guessed encoding, a date that was chosen.
// The words "left out" stand in What of the former and of no other, so that whoever
// reads the record can tell as well.
func (i Issue) LeftOut() bool { return strings.Contains(i.What, "left out") }

// Reason says which rule made a result, and from which words.
type Reason struct {
	Rule  string // stable rule ID, such as "en.cue.said"
	Words string // the words that matched, as written
}
