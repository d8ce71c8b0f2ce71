package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// finding is what one rule of credits.pack found in one line.
type finding struct {
	rule, gives string
	// name is an outlet in the form readers know, for origin, outlet and credit.
	name   string
	agency bool
	// words are the words the rule rests on, as written; for a date, the date.
	words string
}

// line is one line of a report with its place.
type line struct {
	text, lower string
	first       bool // the first line that is not blank
	head, tail  bool
}

// The sizes of head and tail: mastheads, share buttons and by-lines rarely take more
// than forty lines, credits rarely more than twelve. Longer lines are cut for reading
// credits: a credit stands at the start or the end of its line.
const (
	headLines = 40
	tailLines = 12
	lineBytes = 1200
)

// lines cuts a text into its lines and tells head and tail.
func lines(s string) []line {
	var out []line
	inHead := true
	for l := range strings.Lines(s) {
		if l = strings.TrimSpace(l); l == "" {
			continue
		}
		if len(l) > 2*lineBytes {
			l = strings.ToValidUTF8(l[:lineBytes], "") + " " + strings.ToValidUTF8(l[len(l)-lineBytes:], "")
		}
		out = append(out, line{text: l, lower: strings.ToLower(l), first: len(out) == 0, head: inHead && len(out) < headLines})
		inHead = inHead && !prose(l)
	}
	for i := max(0, len(out)-tailLines); i < len(out); i++ {
		out[i].tail = true
	}
	return out
}

// prose reports whether a line is a paragraph of a report and not furniture, a title
// or a by-line: it has twenty words or more.
func prose(l string) bool { return strings.Count(l, " ") >= 20 }

// signature is a line "By Ilse Maren" above a report.
var signature = regexp.MustCompile(`^(?:By|BY) (\p{Lu}[\p{L}.'’-]*(?: (?:and |de |van |al-)?\p{Lu}[\p{L}.'’-]*){1,8})(?:,|$| [|–—-])`)

// signer is who signed a report: in a field beside the text, or in a line of its head.
func signer(d draft) string {
	for _, c := range d.credits {
		if c != "" {
			return c
		}
	}
	for _, l := range lines(d.text) {
		if !l.head {
			break
		}
		if m := signature.FindStringSubmatch(l.text); m != nil {
			return m[1]
		}
	}
	return ""
}

// byline is the rule ID of a name in an author field beside the text.
const byline = "credit.byline"

// read runs the rules over a text, and over the credits that stood beside it.
func (r *Rules) read(s string, credits []string) []finding {
	var out []finding
	for _, l := range lines(s) {
		for _, rule := range r.lines {
			if rule.applies(l) {
				out = append(out, r.try(rule, l.text)...)
			}
		}
	}
	for _, c := range credits {
		for _, n := range r.names(c) {
			out = append(out, r.finding(lineRule{id: byline, gives: "credit"}, n, c[n.start:n.end]))
		}
	}
	return out
}

// applies is the cheap test: the right part of the report, and one of the cues.
func (l lineRule) applies(at line) bool {
	switch l.where {
	case "start":
		if !at.first {
			return false
		}
	case "head":
		if !at.head {
			return false
		}
	case "tail":
		if !at.tail {
			return false
		}
	case "edge":
		if !at.head && !at.tail {
			return false
		}
	}
	return len(l.cues) == 0 || slices.ContainsFunc(l.cues, func(c string) bool { return strings.Contains(at.lower, c) })
}

// group returns the place of a named group in a match, or false when it took no part.
func group(re *regexp.Regexp, m []int, name string) (trucewatch.Span, bool) {
	i := re.SubexpIndex(name)
	if i < 0 || m[2*i] < 0 {
		return trucewatch.Span{}, false
	}
	return trucewatch.Span{Start: m[2*i], End: m[2*i+1]}, true
}

// try applies one rule to one line.
func (r *Rules) try(l lineRule, s string) []finding {
	spans, names := r.matches(l, s)
	var out []finding
	for i, sp := range spans {
		words := sp.Of(s)
		switch {
		case l.gives == "published" || l.gives == "updated" || l.gives == "day":
			out = append(out, finding{rule: l.id, gives: l.gives, words: words})
		case names[i] >= 0:
			out = append(out, r.finding(l, named{outlet: names[i]}, words))
		default:
			out = append(out, finding{rule: l.id, gives: l.gives, name: r.canonical(words), words: words})
		}
	}
	return out
}

// canonical is the name readers know for a name or domain as written.
func (r *Rules) canonical(words string) string {
	if o, ok := r.Outlet(words); ok {
		return o.Name
	}
	if at, ok := r.hostIndex(host(words)); ok && strings.Contains(words, ".") {
		return r.outlets[at].Name
	}
	return words
}

func (r *Rules) finding(l lineRule, n named, words string) finding {
	o := r.outlets[n.outlet]
	return finding{rule: l.id, gives: l.gives, name: o.Name, agency: o.Agency(), words: words}
}

// matches returns the stretches that a rule finds in a line, with the index of the
// outlet each one names, or -1. Rules of the two kinds of date give one stretch.
func (r *Rules) matches(l lineRule, s string) ([]trucewatch.Span, []int) {
	m := l.match.FindStringSubmatchIndex(s)
	if m == nil || l.not != nil && l.not.MatchString(s) {
		return nil, nil
	}
	if sp, ok := group(l.match, m, "names"); ok {
		return r.namesIn(l, sp, s)
	}
	for _, g := range []string{"open", "domain", "date"} {
		if sp, ok := group(l.match, m, g); ok {
			return []trucewatch.Span{sp}, []int{-1}
		}
	}
	return nil, nil
}

// namesIn finds the known names in the group "names" and tests the rule's anchor.
func (r *Rules) namesIn(l lineRule, sp trucewatch.Span, s string) ([]trucewatch.Span, []int) {
	inside := sp.Of(s)
	found := r.names(inside)
	if len(found) == 0 {
		return nil, nil
	}
	switch l.anchor {
	case "start":
		lead := strings.ToLower(strings.TrimSpace(inside[:found[0].start]))
		if lead != "" && lead != "the" {
			return nil, nil
		}
		found = found[:1]
	case "whole":
		if !whole(inside, found) {
			return nil, nil
		}
	}
	var spans []trucewatch.Span
	var at []int
	for _, n := range found {
		spans = append(spans, trucewatch.Span{Start: sp.Start + n.start, End: sp.Start + n.end})
		at = append(at, n.outlet)
	}
	return spans, at
}

// whole reports whether a stretch holds nothing but names and the words between them.
func whole(s string, found []named) bool {
	rest, from := "", 0
	for _, n := range found {
		rest += s[from:n.start] + " "
		from = n.end
	}
	rest += s[from:]
	words := strings.FieldsFunc(strings.ToLower(rest), func(r rune) bool { return strings.ContainsRune(" /,;&.", r) })
	connect := []string{"the", "and", "with", "inputs", "input", "from", "via", "by", "news", "agency", "agencies", "staff"}
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(connect, w) })
}

// credits decides outlet and origin, and says what each was taken from. The outlet is
// the one given beside the report, else the one whose site the address names, else the
// page's own name, else the one the text names as its own; an origin is every other
// outlet that a credit line names. An agency's own report has no origin.
func (r *Rules) credits(d draft, found []finding) (outlet string, origin []string, why []trucewatch.Reason) {
	outlet, reason := r.outlet(d, found)
	if outlet != "" {
		why = append(why, reason)
	}
	for _, f := range found {
		if (f.gives == "origin" || f.gives == "credit") && f.name != outlet && !slices.Contains(origin, f.name) {
			origin = append(origin, f.name)
			why = append(why, trucewatch.Reason{Rule: f.rule, Words: f.words})
		}
	}
	slices.Sort(origin)
	return outlet, origin, why
}

// outlet decides the outlet and gives the reason.
func (r *Rules) outlet(d draft, found []finding) (string, trucewatch.Reason) {
	if d.outlet != "" {
		return r.canonical(d.outlet), trucewatch.Reason{Rule: "outlet.given", Words: d.outlet}
	}
	if name := r.known(d.url); name != "" {
		return name, trucewatch.Reason{Rule: "outlet.address", Words: d.url}
	}
	if d.site != "" {
		return r.canonical(d.site), trucewatch.Reason{Rule: "outlet.site", Words: d.site}
	}
	if f, ok := outletFromText(found); ok {
		return f.name, trucewatch.Reason{Rule: f.rule, Words: f.words}
	}
	return host(d.url), trucewatch.Reason{Rule: "outlet.address", Words: d.url}
}

// known names the outlet of an address, or nothing.
func (r *Rules) known(address string) string {
	if o, ok := r.OutletOf(address); ok && address != "" {
		return o.Name
	}
	return ""
}

// outletFromText prefers an outlet that speaks of itself to one that a credit names.
func outletFromText(found []finding) (finding, bool) {
	for _, f := range found {
		if f.gives == "outlet" {
			return f, true
		}
	}
	for _, f := range found {
		if f.gives == "credit" && !f.agency && f.rule != byline {
			return f, true
		}
	}
	return finding{}, false
}
