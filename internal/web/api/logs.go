package api

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/review"
	"github.com/trucewatch/trucewatch/internal/review/changes"
)

// correction is one field of a claim with its values.
type correction struct {
	Field  string   `json:"field"`
	Values []string `json:"values" doc:"IDs of actors and places; other values as they are"`
}

func corrections(p review.Payload) []correction {
	out := []correction{}
	for _, field := range slices.Sorted(maps.Keys(p.Set)) {
		c := correction{Field: field, Values: []string{}}
		for _, v := range p.Set[field] {
			c.Values = append(c.Values, v.ID)
		}
		out = append(out, c)
	}
	return out
}

// group is one of the things that a merge joins or a split leaves.
type group struct {
	ID        record.Nullable `json:"id"`
	Name      record.Nullable `json:"name"`
	Claims    []string        `json:"claims" doc:"Fingerprints"`
	Spellings []string        `json:"spellings"`
	Reports   []string        `json:"reports"`
}

func groups(p review.Payload) []group {
	out := []group{}
	for _, g := range p.Groups {
		out = append(out, group{record.Nullable(g.ID), record.Nullable(g.Name), g.Claims, g.Spellings, g.Reports})
	}
	return out
}

// decision is one act of review.
type decision struct {
	Seq         int             `json:"seq"`
	ID          string          `json:"id"`
	Who         string          `json:"who"`
	When        string          `json:"when" format:"date-time"`
	Kind        string          `json:"kind"`
	Why         string          `json:"why"`
	Fingerprint string          `json:"fingerprint"`
	Words       string          `json:"words" doc:"The sentence, as it was quoted"`
	Undone      bool            `json:"undone" doc:"A later decision undid it"`
	Set         []correction    `json:"set" doc:"Of a correction: the fields with their values"`
	Of          record.Nullable `json:"of" doc:"Of a merge or a split: event, actor, place or report"`
	Groups      []group         `json:"groups" doc:"What is merged, or what it is split into; the first keeps its ID"`
	Effect      record.Nullable `json:"effect" doc:"Of what changes the record: applied, already so, undone or stale"`
	EffectWhy   record.Nullable `json:"effect_why" doc:"Why it is stale"`
	Event       record.Nullable `json:"event" doc:"The happening; null where the claim no longer arises as it was"`
}

type since struct {
	Since int `query:"since" doc:"Only those after this seq" minimum:"0"`
	Limit int `query:"limit" minimum:"1" maximum:"500" default:"100"`
}

type log struct {
	Body struct {
		Last int        `json:"last" doc:"Seq of the last decision of the log"`
		Rows []decision `json:"rows"`
	}
}

// decisions gives the log from some place on.
func (a *lists) decisions() {
	huma.Register(a.api, operation(Prefix+"/decisions", "list-decisions", "The log of decisions, in order"), func(ctx context.Context, in *since) (*log, error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		out := &log{}
		out.Body.Last = int(s.Book.Last)
		for _, e := range s.Book.Log {
			if int(e.Seq) > in.Since && len(out.Body.Rows) < in.Limit {
				out.Body.Rows = append(out.Body.Rows, shown(s.Book, e))
			}
		}
		return out, nil
	})
}

func shown(b *review.Book, e review.Entry) decision {
	p, outcome := review.PayloadOf(e.Decision), b.Outcomes[e.ID]
	d := decision{
		Set: corrections(p), Of: record.Nullable(p.Of), Groups: groups(p), Effect: record.Nullable(outcome.Effect), EffectWhy: record.Nullable(outcome.Why),
		Seq: int(e.Seq), ID: e.ID, Who: e.Who, When: e.When.Format(time.RFC3339), Kind: string(e.Kind), Why: e.Why,
		Fingerprint: e.Fingerprint, Words: e.Words, Undone: e.Undone,
	}
	if c, ok := b.Claim(e.Fingerprint); ok {
		d.Event = record.Nullable(c.Event)
	}
	return d
}

// change is what became of a happening or a report.
type change struct {
	Seq  int             `json:"seq"`
	When string          `json:"when" format:"date-time" doc:"When it was noticed"`
	Kind string          `json:"kind" doc:"added, changed, deleted or merged"`
	Of   string          `json:"of" doc:"event or report"`
	ID   string          `json:"id"`
	Into record.Nullable `json:"merged_into" doc:"The happening that it is now part of"`
	What string          `json:"what" doc:"In words, as it was then"`
	How  []string        `json:"how" doc:"Of one that changed: what is otherwise, in words"`
}

type changeLog struct {
	Link string `header:"Link"`
	Body struct {
		Last      int             `json:"last" doc:"Seq of the last change: ask for since=last the next time"`
		Next      record.Nullable `json:"next" doc:"since of the next page, or null on the last"`
		Forgotten bool            `json:"forgotten" doc:"Changes after since are no longer kept: read the lists anew"`
		Rows      []change        `json:"rows"`
	}
}

// changes gives what became of the ledger after some change.
func (a *lists) changes() {
	path := Prefix + "/changes"
	about := "What came, changed, went or was merged since a change, in order; deletions and merges too"
	huma.Register(a.api, operation(path, "list-changes", about), func(ctx context.Context, in *since) (*changeLog, error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		out := &changeLog{}
		out.Body.Rows = []change{}
		if s.Changes == nil {
			return out, nil
		}
		out.Body.Last, out.Body.Forgotten = int(s.Changes.Last), s.Changes.Forgotten(int64(in.Since))
		all := s.Changes.Since(int64(in.Since))
		for _, e := range all[:min(in.Limit, len(all))] {
			out.Body.Rows = append(out.Body.Rows, changed(e))
		}
		if len(all) > in.Limit {
			next := all[in.Limit-1].Seq
			out.Body.Next = record.Nullable(fmt.Sprint(next))
			out.Link = fmt.Sprintf(`<%s?since=%d&limit=%d>; rel="next"`, path, next, in.Limit)
		}
		return out, nil
	})
}

func changed(e changes.Entry) change {
	return change{
		Seq: int(e.Seq), When: e.When.Format(time.RFC3339), Kind: string(e.Kind), Of: e.Of, ID: e.ID, Into: record.Nullable(e.Into), What: e.What, How: e.How,
	}
}

// describeLive tells of the address that is served beside the others, because its
// answer does not end.
func (a *lists) describeLive() {
	a.api.OpenAPI().AddOperation(&huma.Operation{
		OperationID: "live", Method: http.MethodGet, Path: Prefix + "/live",
		Summary: "Server-sent events: one now and one each time the ledger changes, with how many changes came since",
		Parameters: []*huma.Param{{
			Name: "since", In: "query", Description: "Seq of the change that the listener knows of; Last-Event-ID comes before it", Schema: &huma.Schema{Type: huma.TypeInteger},
		}},
		Responses: map[string]*huma.Response{"200": {
			Description: "Events named change; their data is JSON with last, changes and decisions", Content: map[string]*huma.MediaType{"text/event-stream": {}},
		}},
	})
}
