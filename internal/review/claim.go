// Package review lays the decisions of people over what was read. A decision is
// bound to a claim by the words of the report and by what was read in them, never
// by a position or an ID that the next reading may change. Where a claim no longer
// arises, or is read otherwise, the decision stays and is shown as stale.
package review

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// Kind is what sort of claim it is.
type Kind string

// The kinds of claim.
const (
	Told    Kind = "told"    // one place of a report that tells of a happening
	Stated  Kind = "stated"  // somebody's denial or silence about a happening
	Counted Kind = "counted" // a count in a happening
)

// Claim is one thing that one report is read to say of a happening, as a person can
// judge it.
type Claim struct {
	Fingerprint string
	Kind        Kind
	Event       string // ID of the happening
	Report      string
	Start, End  int    // code points
	Words       string // the sentence
	Says        string // what was read in it, in one line
	Parts       []Part // the same, part by part
	Why         []record.Reason
	key         string // ID of the statement, or measure of the count
}

// Part is one thing that was read: who, when, where.
type Part struct{ Name, Value string }

// context is how many code points on each side tell apart two places of a report
// that have the same words.
const context = 48

// Claims lists everything that can be judged, by happening, in the order of the
// record. What a copy only repeats is judged in the report that it repeats.
func Claims(v *view.View) []Claim {
	stated, counted := about(v)
	b := builder{v: v, seen: map[string]int{}}
	for _, e := range v.Events {
		told := map[string]bool{}
		for _, m := range e.Mentions {
			told[m.Report] = true
		}
		// repeated says that a copy only repeats what its original tells too.
		repeated := func(report string) bool {
			root := v.Original(v.Report(report))
			return root != report && told[root]
		}
		for _, m := range e.Mentions {
			if !repeated(m.Report) {
				b.told(e, m)
			}
		}
		for _, s := range stated[e.ID] {
			if !repeated(s.Report) {
				b.stated(e, s)
			}
		}
		for _, f := range counted[e.ID] {
			if !repeated(f.Report) {
				b.counted(e, f)
			}
		}
	}
	return b.out
}

// PartsNow lists what claims say in a record that decisions are laid over, by what
// finds each claim again.
func PartsNow(v *view.View) map[string][]Part {
	out := map[string][]Part{}
	for _, c := range Claims(v) {
		out[anchorOf(c.Fingerprint)] = c.Parts
	}
	return out
}

// Anchor is what finds the claim again in another reading.
func (c Claim) Anchor() string { return anchorOf(c.Fingerprint) }

// about finds the denials, silences and counts of each happening.
func about(v *view.View) (stated map[string][]record.Statement, counted map[string][]record.Figure) {
	stated, counted = map[string][]record.Statement{}, map[string][]record.Figure{}
	for _, s := range v.Statements {
		if s.Stance == "assert" {
			continue
		}
		for _, id := range s.About {
			stated[id] = append(stated[id], s)
		}
	}
	for _, f := range v.Figures {
		counted[string(f.Event)] = append(counted[string(f.Event)], f)
	}
	return stated, counted
}

type builder struct {
	v    *view.View
	seen map[string]int // anchors, for places that their context does not tell apart
	out  []Claim
}

func (b *builder) told(e record.Event, m record.EventMention) {
	v := b.v
	c := Claim{Kind: Told, Event: e.ID, Report: m.Report, Start: m.Start, End: m.End, Why: m.Why}
	c.put("act", strings.Join(append([]string{strings.ToLower(m.Type)}, m.Mode...), ", "))
	c.put("standing", m.Status)
	c.put("who", v.Names(m.Actors))
	c.put("to whom", v.Names(m.Recipients))
	c.put("mediated by", v.Names(m.Mediators))
	c.put("where", v.Name(string(m.Place)))
	c.put("when", view.Day(m.Date))
	for _, id := range m.AccordingTo {
		if s, ok := v.Statement(id); ok {
			c.put("according to", v.Chain(s))
		}
	}
	b.add(c, m.Quote, fmt.Sprint(m.Type, m.Mode, m.Status, m.Actors, m.Recipients, m.Mediators, m.Place, m.Date))
}

func (b *builder) stated(e record.Event, s record.Statement) {
	c := Claim{Kind: Stated, Event: e.ID, Report: s.Report, Start: s.Start, End: s.End, key: s.ID}
	content := ""
	if s.Content != nil {
		content = b.v.Text(s.Report, s.Content.Start, s.Content.End)
	}
	c.put("stance", map[string]string{"deny": "denies", "silent": "does not say"}[s.Stance])
	c.put("who", b.v.Chain(s))
	c.put("what", content)
	b.add(c, s.Quote, fmt.Sprint(s.Stance, s.Source, content))
}

func (b *builder) counted(e record.Event, f record.Figure) {
	c := Claim{Kind: Counted, Event: e.ID, Report: f.Report, Start: f.Start, End: f.End, key: f.Measure}
	c.put("count of", f.Measure)
	c.put("number", view.Bounds(f.Min, f.Max))
	c.put("counted by", b.v.Names(f.By))
	c.put("as of", view.Day(f.AsOf))
	b.add(c, f.Quote, fmt.Sprint(f.Measure, view.Bounds(f.Min, f.Max), f.By, f.AsOf))
}

func (c *Claim) put(name, value string) {
	if value != "" {
		c.Parts = append(c.Parts, Part{name, value})
	}
}

// add gives a claim its fingerprint: first what finds it again, the report and the
// words in their context, then what was read there.
func (b *builder) add(c Claim, quote, content string) {
	before := b.v.Text(c.Report, c.Start-context, c.Start)
	after := b.v.Text(c.Report, c.End, c.End+context)
	anchor := digest(8, string(c.Kind), c.Report, quote, fold(before), fold(after))
	b.seen[anchor]++
	if n := b.seen[anchor]; n > 1 {
		anchor = digest(8, anchor, fmt.Sprint(n))
	}
	c.Fingerprint = anchor + "-" + digest(6, content)
	if p, ok := b.v.Around(c.Report, c.Start); ok {
		c.Words = b.v.OneLine(p)
	}
	says := make([]string, len(c.Parts))
	for i, p := range c.Parts {
		says[i] = p.Name + ": " + p.Value
	}
	c.Says = "“" + quote + "” — " + strings.Join(says, "; ")
	b.out = append(b.out, c)
}

// fold joins white space, which another extraction may set otherwise.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func digest(n int, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:n])
}

// anchorOf is the part of a fingerprint that finds a claim again.
func anchorOf(fingerprint string) string {
	anchor, _, _ := strings.Cut(fingerprint, "-")
	return anchor
}
