package review

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// sentence is one sentence of a report.
type sentence struct {
	report string
	number int
}

// splitter takes some mentions of a name for another name.
type splitter struct {
	l         *layer
	of        string
	id, fresh string
	goes      func(report, quote string) bool
	spellings []string
	away      map[sentence]bool // sentences in which a mention is the other's
	stay      map[sentence]bool // sentences in which one is not
	all       map[string]bool   // reports in which all mentions are the other's
}

// mentions gives the mentions their new name and returns how many there are.
func (s *splitter) mentions() int {
	n := 0
	for i := range s.l.r.Reports {
		r := &s.l.r.Reports[i]
		went, stayed := 0, 0
		for j := range r.Mentions {
			m := &r.Mentions[j]
			if string(m.Entity) != s.id || (m.Kind == "place") != (s.of == OfPlace) && s.shared() {
				continue
			}
			if !s.goes(r.ID, m.Quote) {
				stayed++
				s.stay[s.at(r.ID, m.Start)] = true
				continue
			}
			went++
			m.Entity = record.Nullable(s.fresh)
			m.Why = append(m.Why, s.l.reason("another than "+s.id))
			s.away[s.at(r.ID, m.Start)] = true
			if m.Named {
				s.spellings = union(s.spellings, []string{m.Quote})
			}
		}
		s.all[r.ID] = went > 0 && stayed == 0
		n += went
	}
	return n
}

// shared reports whether the name is both a state and its land.
func (s *splitter) shared() bool {
	return slices.ContainsFunc(s.l.r.Actors, func(a record.Actor) bool { return a.ID == s.id }) &&
		slices.ContainsFunc(s.l.r.Places, func(p record.Place) bool { return p.ID == s.id })
}

func (s *splitter) at(report string, position int) sentence {
	p, _ := s.l.base.View.Around(report, position)
	return sentence{report, p.Number}
}

// whose says who is meant at a place of a report: the other one where a mention of it
// stands in the sentence and none of the first, or in the whole report.
func (s *splitter) whose(report string, position int) string {
	at := s.at(report, position)
	if s.all[report] || s.away[at] && !s.stay[at] {
		return s.fresh
	}
	return s.id
}

// make adds the new actor or place.
func (s *splitter) make(name string) {
	l := s.l
	if s.of == OfPlace {
		p := record.Place{ID: s.fresh, Name: name, Aliases: s.spellings}
		for _, old := range l.r.Places {
			if old.ID == s.id {
				p.Admin = old.Admin
			}
		}
		l.r.Places = append(l.r.Places, p)
		return
	}
	a := record.Actor{ID: s.fresh, Name: name, Aliases: s.spellings, Kind: "organization"}
	for i := range l.r.Actors {
		old := &l.r.Actors[i]
		if old.ID != s.id {
			continue
		}
		if a.Kind = old.Kind; a.Kind == "state" {
			a.Kind = "organization"
		}
		a.Parent = old.Parent
		var roles []record.Role
		for _, role := range old.Roles {
			there := role
			there.Reports = slices.DeleteFunc(slices.Clone(role.Reports), func(id string) bool { return !s.all[id] })
			role.Reports = without(role.Reports, there.Reports)
			if len(there.Reports) > 0 {
				a.Roles = append(a.Roles, there)
			}
			if len(role.Reports) > 0 {
				roles = append(roles, role)
			}
		}
		old.Roles = roles
	}
	l.r.Actors = append(l.r.Actors, a)
}

// swap gives those of a list who are the first name at a place to whom is meant there.
func (s *splitter) swap(list []string, report string, position int) {
	who := s.whose(report, position)
	for i := range list {
		if list[i] == s.id {
			list[i] = who
		}
	}
}

// claims gives each claim to the one who is meant in its sentence, and each happening
// what its mentions have.
func (s *splitter) claims() {
	for _, e := range s.l.events {
		touched := false
		for i := range e.Mentions {
			touched = s.mention(&e.Mentions[i]) || touched
		}
		if !touched {
			continue
		}
		s.l.changed(e)
		if s.of == OfPlace {
			s.l.recount(e, fieldPlace)
		} else {
			s.l.recount(e, fieldActors, fieldRecipients, fieldMediators)
		}
	}
	if s.of == OfPlace {
		return
	}
	for i := range s.l.r.Statements {
		x := &s.l.r.Statements[i]
		s.swap(x.Source, x.Report, x.Start)
	}
	for i := range s.l.r.Figures {
		x := &s.l.r.Figures[i]
		s.swap(x.By, x.Report, x.Start)
		x.By = union(x.By)
	}
}

// mention gives one mention of a happening to whom it means, and reports whether that
// is the other one.
func (s *splitter) mention(m *record.EventMention) bool {
	if s.whose(m.Report, m.Start) == s.id {
		return false
	}
	if s.of == OfPlace {
		if string(m.Place) == s.id {
			m.Place = record.Nullable(s.fresh)
		}
		return true
	}
	for _, list := range []*[]string{&m.Actors, &m.Recipients, &m.Mediators} {
		s.swap(*list, m.Report, m.Start)
		*list = union(*list)
	}
	return true
}

// copies says of reports that they repeat the first group's, or, where there is one
// group only, that it repeats none.
func (l *layer) copies(kind string, groups []Group) Outcome {
	var at []int
	for _, g := range groups {
		i := slices.IndexFunc(l.r.Reports, func(r record.Report) bool { return r.ID == g.ID })
		if i < 0 {
			return lost("the report %q is no longer in the ledger", g.Name)
		}
		at = append(at, i)
	}
	effect := Already
	set := func(i int, of string) {
		if r := &l.r.Reports[i]; string(r.CopyOf) != of {
			r.CopyOf = record.Nullable(of)
			effect = Applied
		}
	}
	first := l.r.Reports[at[0]].ID
	if kind == "split" {
		set(at[0], "")
	}
	for _, i := range at[1:] {
		switch {
		case i == at[0]: // no report repeats itself
		case kind == "split":
			set(i, "")
		case l.root(first) == l.r.Reports[i].ID: // they change places
			set(at[0], "")
			set(i, first)
		default:
			set(i, l.root(first))
		}
	}
	if effect == Applied {
		for _, e := range l.events {
			if slices.ContainsFunc(e.Mentions, func(m record.EventMention) bool {
				return slices.ContainsFunc(at, func(i int) bool { return l.r.Reports[i].ID == m.Report })
			}) {
				contested := e.Standing == "contested"
				if l.voices(e, e.Reports); contested {
					e.Standing = "contested"
				}
				l.changed(e)
			}
		}
	}
	return Outcome{Effect: effect}
}
