package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
)

// signed is what every form of a decision carries.
type signed struct {
	Who, Back, Token string
	Seen             int64 // Seq of the last decision when the page was made
}

func (room *Room) signed(r *http.Request, l *Ledger, back string) signed {
	return signed{Who: room.who(r), Back: back, Token: room.settings.Token(), Seen: l.Book.Last}
}

// correctPage is the form by which a claim is given other values.
type correctPage struct {
	signed
	Claim          judged
	Report         record.Report
	To             string
	Sentence       []view.Segment
	Fields         []field
	Actors, Places []string // to choose from
}

// field is one field of a claim in a form.
type field struct {
	Name, Label, Value string
	Options            []string
	List               string // ID of the list of names
	Hint               string
}

// mostNames is how many names a form offers; others can be typed.
const mostNames = 3000

func (room *Room) correct(_ http.ResponseWriter, r *http.Request, l *Ledger) (shown, error) {
	c, ok := l.Book.Claim(r.URL.Query().Get(claimKey))
	if !ok {
		return shown{}, fault{http.StatusNotFound, "This claim no longer arises; decisions on it stand under Decisions, as stale."}
	}
	p := correctPage{
		signed: room.signed(r, l, "/review?"+claimKey+"="+c.Fingerprint), Claim: l.judged(c), Report: l.Report(c.Report),
		To: href(l.TextAnchor(c.Report, c.Start)), Sentence: l.quote(c.Report, c.Start, c.End, markOf(c.Kind)),
	}
	p.Seen = l.Book.Seen(c.Fingerprint)
	values := l.laid.Values(c)
	for _, name := range review.Fields(c.Kind) {
		p.Fields = append(p.Fields, l.field(name, values[name]))
	}
	for _, a := range l.Actors[:min(mostNames, len(l.Actors))] {
		p.Actors = append(p.Actors, l.callName(a.ID, true))
	}
	for _, x := range l.Places[:min(mostNames, len(l.Places))] {
		p.Places = append(p.Places, l.callName(x.ID, false))
	}
	return shown{page: "correct", title: "Correct a claim", here: "review", body: p}, nil
}

func (l *Ledger) field(name string, values []string) field {
	f := field{Name: name, Label: strings.ReplaceAll(name, "_", " "), Options: record.Allowed(name)}
	switch {
	case name == "place":
		f.List = "places"
	case review.Names(name):
		f.List, f.Hint = "actors", "several: put ; between them"
	case name == "date" || name == "as_of":
		f.Hint = "2025-07-13, 2025-07, or 2025-07-13/2025-07-15"
	case name == "mode":
		f.Hint = "several: put ; between them"
	}
	names := make([]string, len(values))
	for i, v := range values {
		if names[i] = v; f.List != "" {
			names[i] = l.callName(v, f.List == "actors")
		}
	}
	f.Value = strings.Join(names, "; ")
	return f
}

// callName is a name that leads back to its actor or place: the name, or the ID where
// another one has the name too.
func (l *Ledger) callName(id string, actor bool) string {
	name := l.Name(id)
	look := review.FindPlace
	if actor {
		look = review.FindActor
	}
	if v, ok := look(l.Record, name); ok && v.ID == id && !strings.Contains(name, ";") {
		return name
	}
	return id
}

// corrections reads the fields that are not as they were.
func (l *Ledger) corrections(c review.Claim, values url.Values) (map[string][]review.Value, error) {
	now := l.laid.Values(c)
	set := map[string][]review.Value{}
	for _, name := range review.Fields(c.Kind) {
		if !values.Has("set-" + name) {
			continue
		}
		var list []review.Value
		for part := range strings.SplitSeq(values.Get("set-"+name), ";") {
			part = strings.TrimSpace(view.Harmless(part))
			if part == "" {
				continue
			}
			v, err := l.value(name, part)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		if !sameValues(list, now[name]) {
			set[name] = list
		}
	}
	if len(set) == 0 {
		return nil, fault{http.StatusBadRequest, "Nothing is otherwise than it was: to say that it is right, accept it."}
	}
	if err := review.CheckCorrection(c.Kind, set); err != nil {
		return nil, fault{http.StatusBadRequest, strings.ReplaceAll(err.Error(), "\n", "; ")}
	}
	return set, nil
}

func (l *Ledger) value(name, words string) (review.Value, error) {
	if !review.Names(name) {
		return review.Value{ID: words}, nil
	}
	look, what := review.FindActor, "actor"
	if name == "place" {
		look, what = review.FindPlace, "place"
	}
	if v, ok := look(l.Record, words); ok {
		return v, nil
	}
	return review.Value{}, fault{http.StatusBadRequest, fmt.Sprintf("The ledger knows no %s called %q. Write a name, a spelling or an ID that it has.", what, words)}
}

func sameValues(list []review.Value, ids []string) bool {
	given := make([]string, len(list))
	for i, v := range list {
		given[i] = v.ID
	}
	was := slices.Sorted(slices.Values(ids))
	slices.Sort(given)
	return slices.Equal(given, was)
}

// askedPage asks again where somebody else changed the same things in the meantime.
type askedPage struct {
	Action, Back string
	Kind         trucewatch.DecisionKind
	Since        []review.Entry
	Fields       []hiddenField
}

type hiddenField struct{ Name, Value string }

// ask shows what was decided since the form was opened, with the form to send it again.
func ask(r *http.Request, f form, d trucewatch.Decision, since []review.Entry, last int64) shown {
	p := askedPage{Action: r.URL.Path, Back: f.back, Kind: d.Kind, Since: since}
	f.values.Set("seen", fmt.Sprint(last))
	for name, values := range f.values {
		for _, v := range values {
			p.Fields = append(p.Fields, hiddenField{name, v})
		}
	}
	slices.SortFunc(p.Fields, func(a, b hiddenField) int { return strings.Compare(a.Name+a.Value, b.Name+b.Value) })
	return shown{page: "asked", title: "Somebody else decided", here: "review", body: p, status: http.StatusConflict}
}

// change keeps a decision that changes the record, once it is made of the form and of
// the ledger as it stands.
func (room *Room) change(w http.ResponseWriter, r *http.Request, decision func(*Ledger, form) (trucewatch.Decision, error)) (shown, error) {
	return room.judging(r, form.signed, func(l *Ledger, f form) (shown, error) {
		if l.Book.Has(f.act() + "-0") {
			http.Redirect(w, r, f.back, http.StatusSeeOther)
			return shown{}, nil
		}
		d, err := decision(l, f)
		if err != nil {
			return shown{}, err
		}
		if since := l.Book.Since(f.seen, d); len(since) > 0 {
			return ask(r, f, d, since, l.Book.Last), nil
		}
		return shown{}, room.keep(w, r, l, f, []trucewatch.Decision{d})
	})
}

func (room *Room) decideCorrection(w http.ResponseWriter, r *http.Request, _ *Ledger) (shown, error) {
	return room.change(w, r, func(l *Ledger, f form) (trucewatch.Decision, error) {
		if len(f.claims) != 1 {
			return trucewatch.Decision{}, fault{http.StatusBadRequest, "The form names no claim."}
		}
		c, ok := l.Book.Claim(f.claims[0])
		if !ok {
			return trucewatch.Decision{}, fault{http.StatusConflict, "This claim is read otherwise by now. Look at it again before you decide."}
		}
		set, err := l.corrections(c, f.values)
		if err != nil {
			return trucewatch.Decision{}, err
		}
		return review.Corrected(c, set), nil
	})
}

func (room *Room) decideMerge(w http.ResponseWriter, r *http.Request, _ *Ledger) (shown, error) {
	return room.change(w, r, func(l *Ledger, f form) (trucewatch.Decision, error) {
		of, ids := f.values.Get("of"), []string{f.values.Get("keep")}
		for _, id := range f.values["with"] {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if len(ids) < 2 {
			return trucewatch.Decision{}, fault{http.StatusBadRequest, "Choose at least one to merge with."}
		}
		groups, err := l.groups(of, ids)
		if err != nil {
			return trucewatch.Decision{}, err
		}
		return review.Merged(of, groups), nil
	})
}

// groups names what is merged, so that another reading finds it again.
func (l *Ledger) groups(of string, ids []string) ([]review.Group, error) {
	var out []review.Group
	for _, id := range ids {
		g := review.Group{ID: id, Name: l.Name(id)}
		known := false
		switch of {
		case review.OfEvent:
			g = review.Group{Name: id}
			if row, ok := l.Index.Row(id); ok {
				g.Name = row.Head
			}
			for _, c := range l.Book.Of(id) {
				g.Claims = append(g.Claims, c.Fingerprint)
			}
			known = len(g.Claims) > 0
		case review.OfActor:
			known = l.IsActor(id)
		case review.OfPlace:
			known = slices.ContainsFunc(l.Places, func(p record.Place) bool { return p.ID == id })
		case review.OfReport:
			known = slices.ContainsFunc(l.Reports, func(x record.Report) bool { return x.ID == id })
			g.Name = view.Label(l.Report(id))
		}
		if !known {
			return nil, fault{http.StatusConflict, fmt.Sprintf("The ledger no longer holds %q as it was. Look at it again before you decide.", id)}
		}
		out = append(out, g)
	}
	return out, nil
}

func (room *Room) decideSplit(w http.ResponseWriter, r *http.Request, _ *Ledger) (shown, error) {
	return room.change(w, r, func(l *Ledger, f form) (trucewatch.Decision, error) {
		of, keep := f.values.Get("of"), f.values.Get("keep")
		groups, err := l.groups(of, []string{keep})
		if err != nil {
			return trucewatch.Decision{}, err
		}
		switch of {
		case review.OfReport:
			return review.Divided(of, groups), nil
		case review.OfEvent:
			away := review.Group{Name: "another happening", Claims: f.values["away"]}
			groups[0].Claims = slices.DeleteFunc(groups[0].Claims, func(c string) bool { return slices.Contains(away.Claims, c) })
			told := func(c string) bool {
				x, ok := l.Book.Claim(c)
				return ok && x.Kind == review.Told && x.Event == keep
			}
			if !slices.ContainsFunc(away.Claims, told) || !slices.ContainsFunc(groups[0].Claims, told) {
				return trucewatch.Decision{}, fault{http.StatusBadRequest, "At least one sentence that tells what happened must go, and at least one must stay."}
			}
			return review.Divided(of, append(groups, away)), nil
		}
		away := review.Group{Name: cleanName(f.values.Get("name")), Spellings: f.values["spelling"], Reports: f.values["report"]}
		if away.Name == "" {
			return trucewatch.Decision{}, fault{http.StatusBadRequest, "The other one needs a name."}
		}
		if len(away.Spellings) == 0 && len(away.Reports) == 0 {
			return trucewatch.Decision{}, fault{http.StatusBadRequest, "Choose which spellings, or which reports, mean the other one."}
		}
		return review.Divided(of, append(groups, away)), nil
	})
}
