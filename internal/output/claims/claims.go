// Package claims writes what was read in one text as one line of JSON, for those who
// code texts one by one: who is named, what happened, who says so, and what was
// counted. The objects are those of the record; codes of the coder's own dictionary
// of actors stand beside them.
package claims

import (
	"bytes"
	"fmt"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Line is what one text yields. Positions are code points into the text as given.
type Line struct {
	ID         string             `json:"id"`
	Published  record.Published   `json:"published"`
	Language   record.Nullable    `json:"language"`
	Sentences  []record.Range     `json:"sentences"`
	Actors     []actor            `json:"actors"`
	Places     []record.Place     `json:"places"`
	Events     []event            `json:"events"`
	Statements []record.Statement `json:"statements"`
	Figures    []record.Figure    `json:"figures"`
	Issues     []note             `json:"issues"`
}

// actor is one who takes part, speaks or is named, with the code of the dictionary.
type actor struct {
	ID      string          `json:"id"`
	Name    string          `json:"name"`
	Kind    string          `json:"kind"`
	Code    record.Nullable `json:"code"`
	Aliases []string        `json:"aliases"`
	Roles   []record.Role   `json:"roles"`
	Parent  record.Nullable `json:"parent"`
}

// event is one happening. The lists of codes run beside those of IDs, with null
// where the dictionary has no code.
type event struct {
	ID             string                `json:"id"`
	Type           string                `json:"type"`
	Mode           []string              `json:"mode"`
	Status         string                `json:"status"`
	Actors         []string              `json:"actors"`
	ActorCodes     []record.Nullable     `json:"actor_codes"`
	Recipients     []string              `json:"recipients"`
	RecipientCodes []record.Nullable     `json:"recipient_codes"`
	Mediators      []string              `json:"mediators"`
	MediatorCodes  []record.Nullable     `json:"mediator_codes"`
	Place          record.Nullable       `json:"place"`
	Date           record.Nullable       `json:"date"`
	Mentions       []record.EventMention `json:"mentions"`
}

// note is something that could not be read or decided.
type note struct {
	What string `json:"what"`
	Why  string `json:"why"`
}

// Fault stands in the place of the line of a text that could not be read.
type Fault struct {
	ID    record.Nullable `json:"id"`
	Line  int             `json:"line"` // number of the line, from 1
	Error string          `json:"error"`
}

// New makes the line of the only report of a record. The ID is the coder's own.
func New(id string, r record.Record, codes Dictionary) Line {
	out := Line{
		ID: id, Places: r.Places, Statements: r.Statements, Figures: r.Figures,
	}
	if len(r.Reports) > 0 {
		out.Published, out.Language, out.Sentences = r.Reports[0].Published, r.Reports[0].Language, r.Reports[0].Sentences
	}
	code := map[string]record.Nullable{}
	for _, a := range r.Actors {
		code[a.ID] = record.Nullable(codes.of(a))
		out.Actors = append(out.Actors, actor{a.ID, a.Name, a.Kind, code[a.ID], a.Aliases, a.Roles, a.Parent})
	}
	all := func(ids []string) []record.Nullable {
		list := make([]record.Nullable, len(ids))
		for i, id := range ids {
			list[i] = code[id]
		}
		return list
	}
	for _, e := range r.Events {
		out.Events = append(out.Events, event{
			ID: e.ID, Type: e.Type, Mode: e.Mode, Status: e.Status, Place: e.Place, Date: e.Date, Mentions: e.Mentions,
			Actors: e.Actors, ActorCodes: all(e.Actors), Recipients: e.Recipients, RecipientCodes: all(e.Recipients),
			Mediators: e.Mediators, MediatorCodes: all(e.Mediators),
		})
	}
	for _, i := range r.Issues {
		out.Issues = append(out.Issues, note{i.What, i.Why})
	}
	return out
}

// Bytes writes a [Line] or a [Fault] with the end of the line.
func Bytes[T Line | Fault](x T) []byte {
	var b bytes.Buffer
	if err := record.Encode(&b, x); err != nil {
		panic(fmt.Sprintf("claims: %v", err)) // memory takes all that is written, and both types can be
	}
	return b.Bytes()
}
