package names

import "github.com/trucewatch/trucewatch"

// The labels of the model: outside, and for each kind the begin, inside, last and
// only atom of a name (BILOU; Ratinov and Roth 2009).
const (
	outside = 0
	begin   = 1
	inside  = 2
	last    = 3
	only    = 4
	labels  = 1 + 4*kinds
	kinds   = 4
)

var kindOrder = [kinds]trucewatch.MentionKind{trucewatch.Person, trucewatch.Organization, trucewatch.PlaceKind, trucewatch.People}

func label(kind, part int) int { return 4*kind + part }

// parts gives kind and part of a label other than outside.
func parts(l int) (kind, part int) { return (l - 1) / 4, (l-1)%4 + 1 }

// follows tells whether label b may stand behind label a; -1 is the edge of the sentence.
func follows(a, b int) bool {
	open := false
	kind := -1
	if a > outside {
		k, part := parts(a)
		open, kind = part == begin || part == inside, k
	}
	if b <= outside {
		return !open
	}
	k, part := parts(b)
	if open {
		return k == kind && (part == inside || part == last)
	}
	return part == begin || part == only
}

// Example is a row of atoms with the names a coder marked in it, to learn from.
type Example struct {
	Text     string
	Document int // examples of one document stand together
	Names    []ExampleName
}

// ExampleName is one marked name: bytes of Example.Text and the kind.
type ExampleName struct {
	trucewatch.Span
	Kind trucewatch.MentionKind
}

// answer turns the names of an example into labels of its atoms. A name that
// begins or ends within an atom is left out.
func answer(atoms []atom, names []ExampleName) []int {
	out := make([]int, len(atoms))
	for _, n := range names {
		from, to := -1, -1
		for i, a := range atoms {
			if a.start == n.Start {
				from = i
			}
			if a.end == n.End {
				to = i + 1
			}
		}
		if kind := kindNumber(n.Kind); kind < kinds && from >= 0 && to > from {
			spell(out[from:to], kind)
		}
	}
	return out
}

// spell writes the labels of one name.
func spell(row []int, kind int) {
	for i := range row {
		row[i] = label(kind, inside)
	}
	row[0], row[len(row)-1] = label(kind, begin), label(kind, last)
	if len(row) == 1 {
		row[0] = label(kind, only)
	}
}

// runs calls yield for each name that the labels spell.
func runs(row []int, yield func(from, to, kind int)) {
	start := -1
	for i, l := range row {
		if l == outside {
			start = -1
			continue
		}
		kind, part := parts(l)
		switch part {
		case only:
			yield(i, i+1, kind)
		case begin:
			start = i
		case last:
			if start >= 0 {
				yield(start, i+1, kind)
			}
			start = -1
		}
	}
}
