package review

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// What a merge or a split is of.
const (
	OfEvent  = "event"
	OfActor  = "actor"
	OfPlace  = "place"
	OfReport = "report" // the copies of a report
)

// The fields of a claim that can be corrected.
const (
	fieldType       = "type"
	fieldMode       = "mode"
	fieldStatus     = "status"
	fieldActors     = "actors"
	fieldRecipients = "recipients"
	fieldMediators  = "mediators"
	fieldPlace      = "place"
	fieldDate       = "date"
	fieldStance     = "stance"
	fieldSource     = "source"
	fieldMeasure    = "measure"
	fieldMin        = "min"
	fieldMax        = "max"
	fieldBy         = "by"
	fieldAsOf       = "as_of"
)

// Fields lists what can be corrected of a claim, in the order in which it is shown.
func Fields(k Kind) []string {
	switch k {
	case Stated:
		return []string{fieldStance, fieldSource}
	case Counted:
		return []string{fieldMeasure, fieldMin, fieldMax, fieldBy, fieldAsOf}
	case Told:
	}
	return []string{fieldType, fieldMode, fieldStatus, fieldActors, fieldRecipients, fieldMediators, fieldPlace, fieldDate}
}

// Names reports whether the values of a field are actors or places.
func Names(field string) bool { return actorField(field) || field == fieldPlace }

func actorField(field string) bool {
	return slices.Contains([]string{fieldActors, fieldRecipients, fieldMediators, fieldSource, fieldBy}, field)
}

// Many reports whether a field may have several values.
func Many(field string) bool { return field == fieldMode || actorField(field) }

// Value is one value of a corrected field. An actor or place has its name beside its
// ID, so that it is found again where the next reading gives it another ID.
type Value struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

// Group is one of the things that a merge joins, or that a split leaves: the first
// one keeps its ID. Claims are fingerprints; spellings and reports say which mentions
// of a split name go to the group.
type Group struct {
	ID        string   `json:"id,omitempty"`
	Name      string   `json:"name,omitempty"`
	Claims    []string `json:"claims,omitempty"`
	Spellings []string `json:"spellings,omitempty"`
	Reports   []string `json:"reports,omitempty"`
}

// Payload is what a decision carries beside its words.
type Payload struct {
	Says   string             `json:"says,omitempty"`   // what was read when it was decided
	Undoes string             `json:"undoes,omitempty"` // ID of the decision that no longer holds
	Set    map[string][]Value `json:"set,omitempty"`    // corrected fields
	Of     string             `json:"of,omitempty"`     // what is merged or split
	Groups []Group            `json:"groups,omitempty"`
}

// PayloadOf reads what a decision carries.
func PayloadOf(d trucewatch.Decision) Payload {
	var p Payload
	if json.Unmarshal(d.Payload, &p) != nil {
		return Payload{}
	}
	return p
}

// Corrected makes the decision that a claim says so, but with other values.
func Corrected(c Claim, set map[string][]Value) trucewatch.Decision {
	return trucewatch.Decision{
		Kind: trucewatch.Correct, Fingerprint: c.Fingerprint, Words: c.Words, Payload: encoded(Payload{Says: c.Says, Set: set}),
	}
}

// Merged makes the decision that the groups are one thing, the first of them.
func Merged(of string, groups []Group) trucewatch.Decision {
	return regrouped(trucewatch.Merge, of, groups)
}

// Divided makes the decision that the first group is in truth several things.
func Divided(of string, groups []Group) trucewatch.Decision {
	return regrouped(trucewatch.Split, of, groups)
}

func regrouped(kind trucewatch.DecisionKind, of string, groups []Group) trucewatch.Decision {
	key := []string{string(kind), of}
	names := make([]string, len(groups))
	for i, g := range groups {
		if of != OfEvent {
			key = append(key, g.ID)
		}
		key = append(append(key, g.Claims...), g.Spellings...)
		names[i] = g.Name
	}
	p := Payload{Of: of, Groups: groups, Says: strings.Join(names, " | ")}
	return trucewatch.Decision{
		Kind: kind, Fingerprint: fmt.Sprintf("%s-%s-%s", kind, of, digest(8, key...)), Words: strings.Join(names, " | "), Payload: encoded(p),
	}
}

// Subjects names all that a decision is about: fingerprints of claims, and actors,
// places and reports by their IDs. Two decisions that share one may contradict.
func Subjects(d trucewatch.Decision) []string {
	p := PayloadOf(d)
	var out []string
	for _, g := range p.Groups {
		for _, c := range g.Claims {
			out = append(out, "claim "+anchorOf(c))
		}
		if p.Of != OfEvent && g.ID != "" {
			out = append(out, p.Of+" "+g.ID)
		}
		for _, r := range g.Reports {
			if p.Of == OfReport {
				out = append(out, OfReport+" "+r)
			}
		}
	}
	if len(p.Groups) == 0 {
		out = append(out, "claim "+anchorOf(d.Fingerprint))
	}
	return out
}

// Changes reports whether decisions of a kind change the record.
func Changes(k trucewatch.DecisionKind) bool {
	return k == trucewatch.Correct || k == trucewatch.Merge || k == trucewatch.Split
}

// Errors of a correction that cannot stand.
var (
	errField = errors.New("this claim has no such field")
	errValue = errors.New("this value cannot stand there")
)

// check says what is wrong with a value of a field that names nobody.
func check(field, value string) error {
	if allowed := record.Allowed(field); allowed != nil {
		if !slices.Contains(allowed, value) {
			return fmt.Errorf("%s %q is none of %s: %w", field, value, strings.Join(allowed, ", "), errValue)
		}
		return nil
	}
	switch field {
	case fieldDate, fieldAsOf:
		if first, last, ok := view.Span(record.Nullable(value)); !ok || last.Before(first) {
			return fmt.Errorf("%s %q is no day, month, year or interval such as 2025-07-13/2025-07-15: %w", field, value, errValue)
		}
	case fieldMin, fieldMax:
		if n, err := strconv.Atoi(value); err != nil || n < 0 || n > mostCounted {
			return fmt.Errorf("%s %q is no number: %w", field, value, errValue)
		}
	case fieldMode:
		if strings.TrimSpace(value) == "" || len(value) > longestMode {
			return fmt.Errorf("%s %q is no mode: %w", field, value, errValue)
		}
	}
	return nil
}

const (
	mostCounted = 1_000_000_000
	longestMode = 40
)

// CheckCorrection says what is wrong with a correction, or nil.
func CheckCorrection(k Kind, set map[string][]Value) error {
	var faults []error
	for _, field := range slices.Sorted(maps.Keys(set)) {
		values := set[field]
		switch {
		case !slices.Contains(Fields(k), field):
			faults = append(faults, fmt.Errorf("%q: %w", field, errField))
		case len(values) > 1 && !Many(field):
			faults = append(faults, fmt.Errorf("%s has one value: %w", field, errValue))
		case len(values) == 0 && record.Allowed(field) != nil:
			faults = append(faults, fmt.Errorf("%s cannot be empty: %w", field, errValue))
		}
		for _, v := range values {
			if !Names(field) {
				faults = append(faults, check(field, v.ID))
			}
		}
	}
	if low, high := number(set[fieldMin]), number(set[fieldMax]); low != nil && high != nil && *low > *high {
		faults = append(faults, fmt.Errorf("min %d is above max %d: %w", *low, *high, errValue))
	}
	return errors.Join(faults...)
}

func number(values []Value) *int {
	if len(values) == 0 {
		return nil
	}
	n, err := strconv.Atoi(values[0].ID)
	if err != nil {
		return nil
	}
	return &n
}
