package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/review"
)

// Judge keeps the decision that decide makes of the ledger as it then stands, signed with
// who; no other is kept in between. It returns the ledger with it.
type Judge func(ctx context.Context, who string, decide func(State) (trucewatch.Decision, error)) (State, error)

// ErrKnown is what decide returns where the decision was kept before.
var ErrKnown = errors.New("the decision was kept before")

// claim is something that can be judged.
type claim struct {
	Fingerprint string `json:"fingerprint" doc:"Names the claim by report, words and what is said of them, over any re-reading"`
	Kind        string `json:"kind" doc:"told, stated or counted"`
	Event       string `json:"event"`
	Report      string `json:"report"`
	Start       int    `json:"start" doc:"Code points from the beginning of the report's text"`
	End         int    `json:"end"`
	Words       string `json:"words" doc:"The sentence"`
	Says        string `json:"says" doc:"What was read in it"`
	State       string `json:"state" doc:"open, accepted, rejected or unsure"`
	Seen        int    `json:"seen" doc:"Seq of the last decision on it: expected, for the next"`
}

// claims lists what can be judged.
func (a *lists) claims() {
	path := Prefix + "/claims"
	about := "What can be judged: each claim of the happenings that the filter finds"
	huma.Register(a.api, operation(path, "list-claims", about), func(ctx context.Context, f *filter) (*answer[claim], error) {
		s, err := a.ask(ctx)
		if err != nil {
			return nil, err
		}
		all := []claim{}
		for _, row := range s.Index.Select(f.parsed).Rows {
			for _, at := range s.Book.PlacesOf(row.ID) {
				c := s.Book.Claims[at]
				all = append(all, claim{
					c.Fingerprint, string(c.Kind), c.Event, c.Report, c.Start, c.End, c.Words, c.Says, string(s.Book.StateAt(at)), int(s.Book.Seen(c.Fingerprint)),
				})
			}
		}
		return cut(all, f, s, path)
	})
}

// judgement is a decision as a program sends it.
type judgement struct {
	ID       string       `json:"id,omitempty" doc:"Chosen by the sender, once for each act: sent again it changes nothing" pattern:"^[A-Za-z0-9._:-]{1,80}$"`
	Kind     string       `json:"kind" enum:"accept,refuse,unsure,comment,correct,merge,split,undo"`
	Claim    string       `json:"claim,omitempty" doc:"Fingerprint: what is accepted, refused, unsure, commented or corrected"`
	Why      string       `json:"why,omitempty" doc:"The reason; a comment needs one" maxLength:"2000"`
	Who      string       `json:"who,omitempty" doc:"In whose name; whoever opened the reading room, if left out" maxLength:"60"`
	Expected *int         `json:"expected,omitempty" doc:"Seq of the last decision that the sender has seen. Whatever came later on the same is a conflict" minimum:"0"`
	Set      []correction `json:"set,omitempty" doc:"Of a correction: the fields with their values"`
	Of       string       `json:"of,omitempty" doc:"Of a merge or a split" enum:"event,actor,place,report"`
	IDs      []string     `json:"ids,omitempty" doc:"Of a merge: what is one, the first keeps its ID. Of a split: what is several"`
	Away     *group       `json:"away,omitempty" doc:"Of a split: what goes. Of a happening the claims; of an actor or a place name, spellings and reports"`
	Undoes   string       `json:"undoes,omitempty" doc:"Of undo: ID of the decision"`
}

type judging struct {
	IfMatch string `header:"If-Match" doc:"ETag of the ledger that the sender has seen; expected is the gentler way: it refuses only what touches the same"`
	Body    judgement
}

type judged struct {
	Status int
	ETag   string `header:"ETag"`
	Body   decision
}

// decide takes decisions in. The guards of the room stand before it: this machine only, and
// nothing from a page of another origin.
func (a *lists) decide() {
	op := huma.Operation{
		OperationID: "decide", Method: http.MethodPost, Path: Prefix + "/decisions", DefaultStatus: http.StatusCreated,
		Summary: "Keep a decision. Either If-Match or expected must say what the sender has seen",
		Errors: []int{
			http.StatusNotFound, http.StatusConflict, http.StatusPreconditionFailed, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity, http.StatusPreconditionRequired,
		},
		Responses: map[string]*huma.Response{"200": {Description: "It was kept before: the same id was sent twice"}},
	}
	huma.Register(a.api, op, func(ctx context.Context, in *judging) (*judged, error) {
		var d trucewatch.Decision
		s, err := a.judge(ctx, in.Body.Who, func(s State) (trucewatch.Decision, error) {
			var err error
			d, err = in.decide(s)
			return d, err
		})
		out := &judged{Status: http.StatusCreated}
		if errors.Is(err, ErrKnown) {
			err, out.Status = nil, http.StatusOK
		}
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(s.Book.Log, func(e review.Entry) bool { return e.ID == d.ID })
		if i < 0 {
			return nil, huma.Error500InternalServerError("the decision was not kept")
		}
		out.ETag, out.Body = `W/"`+s.Tag+`"`, shown(s.Book, s.Book.Log[i])
		return out, nil
	})
}

// decide makes the decision, if nothing that the sender has not seen stands against it.
func (in *judging) decide(s State) (trucewatch.Decision, error) {
	d, err := in.Body.decision(s)
	if err != nil {
		return d, err
	}
	d.ID, d.Why = in.Body.id(), strings.TrimSpace(view.Harmless(in.Body.Why))
	if d.ID == "" {
		d.ID = act(s.Token())
	} else {
		if i := slices.IndexFunc(s.Book.Log, func(e review.Entry) bool { return e.ID == d.ID }); i >= 0 {
			if e := s.Book.Log[i]; e.Kind != d.Kind || e.Fingerprint != d.Fingerprint || e.Why != d.Why {
				return d, huma.Error422UnprocessableEntity("another decision has this id")
			}
			return d, ErrKnown
		}
	}
	switch tag := strings.TrimPrefix(strings.TrimSpace(in.IfMatch), "W/"); {
	case tag == "" && in.Body.Expected == nil:
		return d, huma.NewError(http.StatusPreconditionRequired, "say in If-Match or in expected what you have seen, so that nobody's decision is overlooked")
	case tag != "" && tag != "*" && !slices.Contains(tags(tag), s.Tag):
		return d, huma.Error412PreconditionFailed("the ledger has changed since you looked: look again")
	case in.Body.Expected != nil:
		if later := s.Book.Since(int64(*in.Body.Expected), d); len(later) > 0 {
			return d, conflict(later)
		}
	}
	return d, nil
}

// act names the only decision of an act of a program, whatever the program calls it.
func act(name string) string {
	sum := sha256.Sum256([]byte(name))
	return "p" + hex.EncodeToString(sum[:9]) + "-0"
}

// id is the ID of the decision, where the sender chose one.
func (j judgement) id() string {
	if j.ID == "" {
		return ""
	}
	return act(j.ID)
}

// tags are those that If-Match lists.
func tags(header string) []string {
	var out []string
	for tag := range strings.SplitSeq(header, ",") {
		out = append(out, strings.Trim(strings.TrimPrefix(strings.TrimSpace(tag), "W/"), `"`))
	}
	return out
}

// conflict tells who decided what in the meantime.
func conflict(later []review.Entry) error {
	var all []error
	for _, e := range later {
		all = append(all, &huma.ErrorDetail{Message: fmt.Sprintf("%s: %s by %s", e.ID, e.Kind, e.Who), Location: "body.expected", Value: e.Seq})
	}
	return huma.Error409Conflict("somebody else decided on the same since you looked: look at it, and send again with the last seq", all...)
}

// decision makes what is asked for of the ledger as it stands.
func (j judgement) decision(s State) (trucewatch.Decision, error) {
	switch kind := trucewatch.DecisionKind(j.Kind); kind {
	case trucewatch.Undo:
		i := slices.IndexFunc(s.Book.Log, func(e review.Entry) bool { return e.ID == j.Undoes })
		if i < 0 {
			return trucewatch.Decision{}, huma.Error404NotFound(fmt.Sprintf("there is no decision %q", j.Undoes))
		}
		d := review.Undone(s.Book.Log[i])
		if s.Book.Log[i].Undone && !s.Book.Has(j.id()) {
			return d, huma.Error409Conflict("it is undone already")
		}
		return d, nil
	case trucewatch.Merge, trucewatch.Split:
		return j.regrouped(s, kind)
	default:
		return j.onClaim(s, kind)
	}
}

func (j judgement) onClaim(s State, kind trucewatch.DecisionKind) (trucewatch.Decision, error) {
	c, ok := s.Book.Claim(j.Claim)
	switch {
	case !ok:
		return trucewatch.Decision{}, huma.Error404NotFound("this claim does not arise, or is read otherwise by now")
	case kind == trucewatch.Comment && strings.TrimSpace(j.Why) == "":
		return trucewatch.Decision{}, huma.Error422UnprocessableEntity("a comment needs words", &huma.ErrorDetail{Location: "body.why"})
	case kind != trucewatch.Correct:
		return review.Decided(c, kind), nil
	case len(j.Set) == 0:
		return trucewatch.Decision{}, huma.Error422UnprocessableEntity("a correction needs at least one field", &huma.ErrorDetail{Location: "body.set"})
	}
	set := map[string][]review.Value{}
	for _, x := range j.Set {
		set[x.Field] = []review.Value{}
		for _, id := range x.Values {
			v := review.Value{ID: id}
			if review.Names(x.Field) {
				found, known := review.FindActor(s.Index.View.Record, id)
				if !known {
					found, known = review.FindPlace(s.Index.View.Record, id)
				}
				if !known {
					return trucewatch.Decision{}, huma.Error422UnprocessableEntity(fmt.Sprintf("nobody and nothing is called %q", id), &huma.ErrorDetail{Location: "body.set"})
				}
				v = found
			}
			set[x.Field] = append(set[x.Field], v)
		}
	}
	if err := review.CheckCorrection(c.Kind, set); err != nil {
		return trucewatch.Decision{}, huma.Error422UnprocessableEntity(err.Error(), &huma.ErrorDetail{Location: "body.set"})
	}
	return review.Corrected(c, set), nil
}

func (j judgement) regrouped(s State, kind trucewatch.DecisionKind) (trucewatch.Decision, error) {
	merge := kind == trucewatch.Merge
	if j.Of == "" || merge && len(j.IDs) < 2 || !merge && len(j.IDs) != 1 || !merge && j.Of != review.OfReport && j.Away == nil {
		return trucewatch.Decision{}, huma.Error422UnprocessableEntity("a merge needs of and two ids or more; a split of, one id and what goes away")
	}
	groups, err := s.Groups(j.Of, j.IDs)
	if err != nil {
		return trucewatch.Decision{}, huma.Error404NotFound(err.Error())
	}
	if merge {
		return review.Merged(j.Of, groups), nil
	}
	if j.Of == review.OfReport {
		return review.Divided(j.Of, groups), nil
	}
	away := review.Group{Name: string(j.Away.Name), Claims: j.Away.Claims, Spellings: j.Away.Spellings, Reports: j.Away.Reports}
	if why := lacks(j.Of, away, groups[0]); why != "" {
		return trucewatch.Decision{}, huma.Error422UnprocessableEntity(why, &huma.ErrorDetail{Location: "body.away"})
	}
	groups[0].Claims = slices.DeleteFunc(groups[0].Claims, func(c string) bool { return slices.Contains(away.Claims, c) })
	if j.Of == review.OfEvent {
		away.Name = "another happening"
	}
	return review.Divided(j.Of, append(groups, away)), nil
}

// lacks says why something cannot go apart from the rest.
func lacks(of string, away, rest review.Group) string {
	if of != review.OfEvent {
		if away.Name == "" || len(away.Spellings)+len(away.Reports) == 0 {
			return "the other one needs a name, and spellings or reports that mean it"
		}
		return ""
	}
	if len(away.Claims) == 0 || len(away.Claims) >= len(rest.Claims) || slices.ContainsFunc(away.Claims, func(c string) bool { return !slices.Contains(rest.Claims, c) }) {
		return "at least one claim of the happening must go, and at least one must stay"
	}
	return ""
}
