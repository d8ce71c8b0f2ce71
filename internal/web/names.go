package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// namesPage lists actors or places.
type namesPage struct {
	Title, Base, About string
	Words              string
	Names              []named
	Total              int
}

// named is one actor or place in a list.
type named struct {
	ID, Name, Kind string
	Spellings      []string
	Offices        []string
	Mentions       int
	Where          string
}

func (room *Room) actors(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p := namesPage{
		Title: "Actors", Base: "/actors", Words: r.URL.Query().Get("name"), Total: len(l.Actors),
		About: "Everybody who acts or speaks in the reports: persons, bodies, communities and states, with every spelling seen.",
	}
	for _, a := range l.Actors {
		n := named{ID: a.ID, Name: a.Name, Kind: a.Kind, Spellings: others(a.Aliases, a.Name), Mentions: l.mentions[a.ID]}
		for _, role := range a.Roles {
			n.Offices = append(n.Offices, role.Title+l.OfOffice(role))
		}
		p.take(n)
	}
	return shown{page: "names", title: p.Title, here: "actors", body: p.sorted()}, nil
}

func (room *Room) places(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	p := namesPage{
		Title: "Places", Base: "/places", Words: r.URL.Query().Get("name"), Total: len(l.Places),
		About: "Every place that the reports name, with what it lies in and how closely its position is known.",
	}
	for _, a := range l.Places {
		p.take(named{ID: a.ID, Name: a.Name, Kind: "place", Spellings: others(a.Aliases, a.Name), Mentions: l.mentions[a.ID], Where: strings.Join(a.Admin, " › ")})
	}
	return shown{page: "names", title: p.Title, here: "places", body: p.sorted()}, nil
}

// take lists a name that the search, in any spelling, lets through.
func (p *namesPage) take(n named) {
	for _, w := range tokens(p.Words) {
		has := func(name string) bool {
			return slices.ContainsFunc(tokens(name), func(t string) bool { return strings.HasPrefix(t, w) || translit.SameWord(t, w) })
		}
		if !has(n.Name) && !slices.ContainsFunc(n.Spellings, has) && !slices.ContainsFunc(n.Offices, has) {
			return
		}
	}
	p.Names = append(p.Names, n)
}

// tokens are the words of a name in Latin letters.
func tokens(name string) []string {
	latin, _ := translit.Romanise(name)
	return translit.Tokens(latin)
}

func (p namesPage) sorted() namesPage {
	slices.SortStableFunc(p.Names, func(a, b named) int {
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(translit.Fold(a.Name), translit.Fold(b.Name)))
	})
	return p
}

func others(spellings []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(spellings), func(s string) bool { return s == name })
}

// namePage is one actor or place.
type namePage struct {
	ID, Name, Kind string
	Spellings      []spelling
	Roles          []role
	Parent         link
	Wikidata       string
	Place          *record.Place
	Reports        []reported
	Rows           []*query.Row
	Total          int
	To             string // the table of its happenings
	Said           []said
	SaidTotal      int
	Counted        []record.Figure
}

type spelling struct {
	Text, To, Why string
	N             int
}

type role struct {
	Text    string
	Reports []link
}

type reported struct {
	record.Report
	To string
	N  int
}

const mostStatements = 25

func (room *Room) actor(w http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	id := r.PathValue("id")
	i := slices.IndexFunc(l.Actors, func(a record.Actor) bool { return a.ID == id })
	if i < 0 {
		return l.mergedInto(w, r, "/actors/", "actor", id)
	}
	a := l.Actors[i]
	p := namePage{ID: id, Name: a.Name, Kind: a.Kind, Wikidata: string(a.Wikidata)}
	if a.Parent != "" {
		p.Parent = link{l.Name(string(a.Parent)), href("actor-" + string(a.Parent))}
	}
	for _, x := range a.Roles {
		one := role{Text: x.Title + l.OfOffice(x)}
		for _, report := range x.Reports {
			one.Reports = append(one.Reports, link{view.Label(l.Report(report)), href("report-" + report)})
		}
		p.Roles = append(p.Roles, one)
	}
	l.seen(&p, a.Aliases)
	l.rowsBy(&p, query.Party)
	for _, s := range l.Statements {
		if slices.Contains(s.Source, id) {
			p.SaidTotal++
			if len(p.Said) < mostStatements {
				x := said{Statement: s, Chain: l.chain(s), To: href(l.TextAnchor(s.Report, s.Start))}
				if s.Content != nil {
					x.Content = l.Text(s.Report, s.Content.Start, s.Content.End)
				}
				p.Said = append(p.Said, x)
			}
		}
	}
	for _, f := range l.Figures {
		if slices.Contains(f.By, id) {
			p.Counted = append(p.Counted, f)
		}
	}
	return shown{page: "name", title: a.Name, here: "actors", body: p}, nil
}

func (room *Room) place(w http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	id := r.PathValue("id")
	i := slices.IndexFunc(l.Places, func(p record.Place) bool { return p.ID == id })
	if i < 0 {
		return l.mergedInto(w, r, "/places/", "place", id)
	}
	p := namePage{ID: id, Name: l.Places[i].Name, Kind: "place", Place: &l.Places[i]}
	l.seen(&p, l.Places[i].Aliases)
	l.rowsBy(&p, query.Place)
	return shown{page: "name", title: p.Name, here: "places", body: p}, nil
}

// seen finds where each spelling stands first, and the reports that use the name.
func (l *Ledger) seen(p *namePage, aliases []string) {
	at := map[string]int{}
	for _, s := range aliases {
		at[s] = len(p.Spellings)
		p.Spellings = append(p.Spellings, spelling{Text: s})
	}
	for _, r := range l.Reports {
		n, first := 0, -1
		for _, m := range r.Mentions {
			if string(m.Entity) != p.ID {
				continue
			}
			if n++; first < 0 {
				first = m.Start
			}
			if i, ok := at[m.Quote]; ok {
				s := &p.Spellings[i]
				if s.N++; s.N == 1 {
					s.To, s.Why = href(l.TextAnchor(r.ID, m.Start)), view.Label(r)+": "+view.Why(m.Why)
				}
			}
		}
		if n > 0 {
			p.Reports = append(p.Reports, reported{r, href(l.TextAnchor(r.ID, first)), n})
		}
	}
}

// rowsBy lists the last happenings with an actor or at a place.
func (l *Ledger) rowsBy(p *namePage, a query.Attribute) {
	f := query.Filter{Sort: query.Date}.Toggled(a, p.ID)
	rows := l.Index.Select(f).Rows
	p.Total, p.Rows, p.To = len(rows), rows[:min(len(rows), 3*mostRows)], "/happenings?"+f.Encode()
}
