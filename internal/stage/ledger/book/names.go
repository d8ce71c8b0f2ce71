package book

import (
	"slices"

	"github.com/trucewatch/trucewatch/internal/record"
)

// Names writes a list of actors for a plain sentence.
func (b *Book) Names(ids []string) string {
	var out []string
	for _, id := range ids {
		if a := b.Actors[id]; a != nil {
			out = append(out, a.Name)
		}
	}
	return List(out)
}

// List writes words as one writes them in a sentence: a, b and c.
func List(words []string) string {
	if len(words) == 0 {
		return "nobody"
	}
	return record.Join(words)
}

// Outlet names a report for a plain sentence.
func (b *Book) Outlet(report string) string { return b.Reports[report].Called() }

// Outlets names reports for a plain sentence, each outlet once.
func (b *Book) Outlets(reports []string) string {
	var out []string
	for _, r := range reports {
		if o := b.Outlet(r); !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return List(out)
}

// NameOf is the name of an actor or a place; the ID of what is neither.
func (b *Book) NameOf(id string) string {
	if a := b.Actors[id]; a != nil {
		return a.Name
	}
	if p := b.Place(id); p != nil {
		return p.Name
	}
	return id
}
