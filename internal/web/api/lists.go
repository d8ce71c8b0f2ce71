package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/trucewatch/trucewatch/internal/output/query"
	"github.com/trucewatch/trucewatch/internal/output/table"
	"github.com/trucewatch/trucewatch/internal/record"
)

// lists registers the addresses.
type lists struct {
	api huma.API
	ask func(context.Context) (State, error)

	judge Judge
}

func (a *lists) add() {
	add(a, "reports", "Reports, with their text and what is named in it", func(r record.Record) []record.Report { return r.Reports }, func(x record.Report) string { return x.ID })
	add(a, "actors", "Actors", func(r record.Record) []record.Actor { return r.Actors }, func(x record.Actor) string { return x.ID })
	add(a, "places", "Places", func(r record.Record) []record.Place { return r.Places }, func(x record.Place) string { return x.ID })
	add(a, "statements", "Statements, with whose words they are", func(r record.Record) []record.Statement { return r.Statements }, func(x record.Statement) string { return x.ID })
	add(a, "agreements", "Agreements and ceasefires", func(r record.Record) []record.Agreement { return r.Agreements }, func(x record.Agreement) string { return x.ID })
	add(a, "figures", "Counts that reports give", func(r record.Record) []record.Figure { return r.Figures }, nil)
	add(a, "talks", "Rounds of talks", func(r record.Record) []record.Talks { return r.Talks }, func(x record.Talks) string { return x.Event })
	add(a, "allegations", "What one side says another did, with the answers", func(r record.Record) []record.Allegation { return r.Allegations }, nil)
	add(a, "incidents", "Happenings held against agreements; no finding", func(r record.Record) []record.Incident { return r.Incidents }, nil)
	add(a, "access", "Corridors, convoys, blockades, aid and evacuations", func(r record.Record) []record.Access { return r.Access }, nil)
	add(a, "tolls", "Counts of one harm in one happening", func(r record.Record) []record.Toll { return r.Tolls }, nil)
	add(a, "disagreements", "What reports tell differently or leave out", func(r record.Record) []record.Disagreement { return r.Disagreements }, nil)
	add(a, "issues", "What could not be read or decided", func(r record.Record) []record.Issue { return r.Issues }, nil)
	a.events()
	a.table()
	a.decisions()
	a.claims()
	a.decide()
	a.changes()
	a.ledger()
}

// one names an element of a list.
type one struct {
	ID string `path:"id"`
}

type found[T any] struct{ Body T }

// add registers a list of the record: of the happenings that the filter finds and
// what they rest on, or the whole list under no filter. Where its elements have IDs,
// each has an address too.
func add[T any](a *lists, name, about string, of func(record.Record) []T, id func(T) string) {
	path := Prefix + "/" + name
	huma.Register(a.api, operation(path, "list-"+name, about), func(ctx context.Context, f *filter) (*answer[T], error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		r := s.Index.View.Record
		if f.parsed.Narrow() {
			r = table.Subset(r, s.Index.Select(f.parsed).Rows)
			record.Sort(&r)
		}
		return cut(of(r), f, s, path)
	})
	if id == nil {
		return
	}
	huma.Register(a.api, operation(path+"/{id}", "get-"+name, "One of: "+about), func(ctx context.Context, in *one) (*found[T], error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		for _, x := range of(s.Index.View.Record) {
			if id(x) == in.ID {
				return &found[T]{x}, nil
			}
		}
		return nil, huma.Error404NotFound(errGone.Error())
	})
}

func operation(path, id, about string) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Summary: about,
		Errors: []int{http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity},
	}
}

// events lists happenings in the order of the filter.
func (a *lists) events() {
	path := Prefix + "/events"
	huma.Register(a.api, operation(path, "list-events", "Happenings, with every mention of each, in the order of the filter"), func(ctx context.Context, f *filter) (*answer[record.Event], error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		rows := s.Index.Select(f.parsed).Rows
		events := make([]record.Event, len(rows))
		for i, r := range rows {
			events[i] = r.Event
		}
		return cut(events, f, s, path)
	})
	huma.Register(a.api, operation(path+"/{id}", "get-event", "One happening"), func(ctx context.Context, in *one) (*found[record.Event], error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		if r, ok := s.Index.Row(in.ID); ok {
			return &found[record.Event]{r.Event}, nil
		}
		return nil, huma.Error404NotFound(errGone.Error())
	})
}

// rowOf is a happening as the table shows it.
type rowOf struct {
	ID       string          `json:"id"`
	What     string          `json:"what" doc:"Names and the reports' own words"`
	Kind     []string        `json:"kind"`
	Type     string          `json:"type"`
	Date     record.Nullable `json:"date"`
	Place    record.Nullable `json:"place"`
	Standing string          `json:"standing"`
	Reports  int             `json:"reports"`
	Review   []string        `json:"review"`
}

type facet struct {
	Attribute string    `json:"attribute"`
	Counts    []choices `json:"counts"`
}

type choices struct {
	Value string `json:"value"`
	Label string `json:"label"`
	N     int    `json:"n"`
}

type tableAnswer struct {
	Link string `header:"Link"`
	Body struct {
		Total  int             `json:"total"`
		Next   record.Nullable `json:"next"`
		Rows   []rowOf         `json:"rows"`
		Facets []facet         `json:"facets" doc:"What each further choice would give"`
	}
}

// table gives the rows of the table with its facets: what a search finds.
func (a *lists) table() {
	path := Prefix + "/search"
	huma.Register(a.api, operation(path, "search", "The rows of the table under a filter, with counts for each further choice"), func(ctx context.Context, f *filter) (*tableAnswer, error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		result := s.Index.Select(f.parsed)
		rows := make([]rowOf, len(result.Rows))
		for i, r := range result.Rows {
			rows[i] = rowOf{
				r.ID, r.Head, s.Index.Values(r, query.Kind), r.Type, r.Date, r.Place, r.Standing, r.Reports, s.Index.Values(r, query.Review),
			}
		}
		part, err := cut(rows, f, s, path)
		if err != nil {
			return nil, err
		}
		out := &tableAnswer{Link: part.Link}
		out.Body.Total, out.Body.Next, out.Body.Rows = part.Body.Total, part.Body.Next, part.Body.Rows
		for _, x := range result.Facets {
			y := facet{Attribute: string(x.Attribute)}
			for _, c := range x.Counts {
				y.Counts = append(y.Counts, choices{c.Value, c.Label, c.N})
			}
			out.Body.Facets = append(out.Body.Facets, y)
		}
		return out, nil
	})
}

type state struct {
	Body struct {
		Format    string `json:"format"`
		Digest    string `json:"digest" doc:"SHA-256 of the record as it is shown, with the decisions"`
		AsRead    string `json:"digest_as_read" doc:"SHA-256 of the record without decisions"`
		Changes   int    `json:"changes" doc:"Seq of the last change"`
		Reports   int    `json:"reports"`
		Events    int    `json:"events"`
		Claims    int    `json:"claims" doc:"What can be judged"`
		Stale     int    `json:"stale" doc:"Claims that were judged and no longer arise as they were"`
		Decisions int    `json:"decisions"`
	}
}

// ledger says what the ledger is at this time.
func (a *lists) ledger() {
	huma.Register(a.api, operation(Prefix+"/ledger", "get-ledger", "What the ledger holds, and its digest"), func(ctx context.Context, _ *struct{}) (*state, error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		out := &state{}
		v := s.Index.View
		out.Body.Format, out.Body.Digest, out.Body.Reports, out.Body.Events = v.Format, s.Shown(), len(v.Reports), len(v.Events)
		out.Body.AsRead = s.Digest
		if s.Changes != nil {
			out.Body.Changes = int(s.Changes.Last)
		}
		out.Body.Claims, out.Body.Stale, out.Body.Decisions = len(s.Book.Claims), len(s.Book.Stale), len(s.Book.Log)
		return out, nil
	})
}
