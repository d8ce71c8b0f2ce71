package sitrep

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// disagreements are what reports of the period tell otherwise than others, or leave
// out, the conflicts first and each happening once. What one report alone has is no
// disagreement.
func (d *desk) disagreements() []Line {
	lines := []Line{}
	all := only(d.Disagreements, d.differ)
	slices.SortStableFunc(all, func(a, b record.Disagreement) int { return cmp.Compare(a.Kind, b.Kind) })
	about := map[string]int{} // line, by happening and kind
	for _, x := range all {
		e := d.Event(x.About)
		key := x.Kind + " " + x.About
		i, ok := about[key]
		if !ok {
			l := Line{Text: sort(x), Refs: []Ref{}}
			if len(e.Mentions) > 0 {
				l = Line{Text: sort(x) + ": " + d.short(e), Event: e.ID, New: d.isNew(e), Refs: []Ref{}}
			}
			i, about[key] = len(lines), len(lines)
			lines = append(lines, l)
		}
		if words := d.difference(x); !slices.Contains(lines[i].Notes, words) {
			lines[i].Notes = append(lines[i].Notes, words)
		}
		for _, v := range x.Values {
			for _, id := range v.Reports {
				lines[i].Refs = d.citeReport(lines[i].Refs, id, e)
			}
		}
	}
	for i := range lines {
		lines[i].Notes = joinOmissions(lines[i].Notes)
	}
	return lines
}

// sort names what sort of disagreement it is.
func sort(x record.Disagreement) string {
	if x.Kind == "omission" {
		return "Left out by some"
	}
	return large(x.Kind)
}

// differ reports whether a disagreement is of the scope, and one of the reports of the
// period is part of it.
func (d *desk) differ(x record.Disagreement) bool {
	e := d.Event(x.About)
	known := len(e.Mentions) > 0
	if x.Kind == "single" || known && !d.inScope(e) || !known && d.agreement != nil && d.agreement.ID != x.About {
		return false
	}
	return slices.ContainsFunc(x.Values, func(v record.Value) bool { return slices.ContainsFunc(v.Reports, d.within) })
}

// between parts what is named from where it is named and where it is not.
const between = " named in "

// difference says in what reports differ: who is named here and not there, or else
// the note of the record.
func (d *desk) difference(x record.Disagreement) string {
	if x.Kind != "omission" || len(x.Values) != 2 || x.Values[0].Value == "" || x.Values[1].Value != "" || len(x.Values[1].Reports) == 0 {
		return d.remark(x)
	}
	id := string(x.Values[0].Value)
	if !d.IsActor(id) && x.Attribute != "place" {
		return d.remark(x)
	}
	return d.Name(id) + between + d.those(x.Values[0].Reports) + ", not in " + d.those(x.Values[1].Reports)
}

// remark is the note of the record as it stands beside the words for its happening, which
// are not said again.
func (d *desk) remark(x record.Disagreement) string {
	note := strings.TrimSuffix(x.Note, ".")
	e := d.Event(x.About)
	for _, m := range e.Mentions {
		title := strconv.Quote(m.Quote)
		if e.Place != "" {
			title += " in " + d.Name(string(e.Place))
		}
		if e.Date != "" {
			title += " (" + string(e.Date) + ")"
		}
		note = strings.TrimPrefix(strings.Replace(note, " on "+title+":", ":", 1), title+" ")
	}
	if i := strings.LastIndex(note, ", as "); i > 0 && x.Attribute == "statement" && len(x.Values) == 1 && len(x.Values[0].Reports) == 1 {
		note = strings.Replace(note[:i], "Left unsaid", "left unsaid", 1) + " (" + d.those(x.Values[0].Reports) + ")"
	}
	return regexp.MustCompile(`"(?:[^"\\]|\\.)*"`).ReplaceAllStringFunc(note, func(words string) string {
		if w, err := strconv.Unquote(words); err == nil {
			return "“" + w + "”"
		}
		return words
	})
}

// those lists the numbers of sources.
func (d *desk) those(reports []string) string {
	var numbers []int
	for _, id := range reports {
		if n, ok := d.number[id]; ok {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(numbers), " ", ", "), "[]")
}

// joinOmissions puts together what is named in the same sources.
func joinOmissions(notes []string) []string {
	var out []string
	at := map[string]int{}
	for _, n := range notes {
		who, where, ok := strings.Cut(n, between)
		if !ok {
			out = append(out, n)
		} else if i, seen := at[where]; seen {
			out[i] = strings.TrimSuffix(out[i], between+where) + ", " + who + between + where
		} else {
			at[where] = len(out)
			out = append(out, n)
		}
	}
	return out
}

// citeReport adds where a report first tells of a happening, or else the report.
func (d *desk) citeReport(refs []Ref, report string, e record.Event) []Ref {
	n, ok := d.number[report]
	if !ok || slices.ContainsFunc(refs, func(o Ref) bool { return o.Report == report }) {
		return refs
	}
	for _, m := range e.Mentions {
		if m.Report == report {
			r, _ := d.ref(report, m.Start)
			return append(refs, r)
		}
	}
	return append(refs, Ref{Source: n, Report: report})
}

// unconfirmed are the happenings of which one voice alone tells that they took
// place, and that stand in no other section: those with a party or a place first.
func (d *desk) unconfirmed() []Line {
	type group struct{ who, where, when, status, sentence string }
	lines, order := []Line{}, []int{}
	at, words := map[group]int{}, map[int]record.Event{}
	for _, e := range d.period() {
		told := e.Status == "occurred" || e.Status == "ongoing"
		act := isAct(e)
		if !told || !act || e.Independent > 1 || !d.news(e) || d.listed[e.ID] {
			continue
		}
		l := d.line(e)
		g := group{strings.Join(e.Actors, " ") + ">" + strings.Join(e.Recipients, " "), string(e.Place), string(e.Date), e.Status, ""}
		if len(l.Refs) > 0 {
			g.sentence = l.Refs[0].String()
		}
		if i, ok := at[g]; ok {
			joined := words[i]
			joined.Mentions = append(slices.Clone(joined.Mentions), e.Mentions...)
			words[i] = joined
			lines[i].Text, lines[i].Also = d.line(joined).Text, append(lines[i].Also, e.ID)
			continue
		}
		at[g], words[len(lines)] = len(lines), e
		lines, order = append(lines, l), append(order, blank(e))
	}
	ranked := make([]int, len(lines))
	for i := range ranked {
		ranked[i] = i
	}
	slices.SortStableFunc(ranked, func(a, b int) int { return cmp.Compare(order[a], order[b]) })
	out := make([]Line, len(lines))
	for i, j := range ranked {
		out[i] = lines[j]
	}
	return out
}

// blank counts which of party, place and date nobody gives for a happening.
func blank(e record.Event) int {
	n := 0
	for _, missing := range []bool{len(e.Actors) == 0, len(e.Recipients) == 0, e.Place == "", e.Date == ""} {
		if missing {
			n++
		}
	}
	return n
}
