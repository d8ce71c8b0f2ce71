package query

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
)

// vocabulary holds which rows have which words. Names are found in any spelling,
// words of the text as they are written or by their beginning.
type vocabulary struct {
	rows   map[string][]int32  // by folded word
	sorted []string            // the words, for search by beginning
	names  map[string][]string // by skeleton: words of names
	places map[string][]int32  // rows by entry of a gazetteer: "list/id"
	count  int
}

// set is a set of rows.
type set []uint64

func newSet(n int) set       { return make(set, (n+63)/64) }
func (s set) add(i int32)    { s[i/64] |= 1 << (i % 64) }
func (s set) has(i int) bool { return s[i/64]&(1<<(i%64)) != 0 }

func (s set) addAll(rows []int32) {
	for _, i := range rows {
		s.add(i)
	}
}

// keep takes out the rows that are not in t.
func (s set) keep(t set) {
	for i := range s {
		s[i] &= t[i]
	}
}

func newVocabulary(l *ledger, rows []Row) vocabulary {
	v := vocabulary{rows: map[string][]int32{}, names: map[string][]string{}, places: map[string][]int32{}, count: len(rows)}
	spelt := spellings(l)
	outlets := map[string][]string{}
	for i := range rows {
		n := int32(i) //nolint:gosec // no record has so many happenings
		r := &rows[i]
		for _, id := range append(l.everybody(r), string(r.Place)) {
			v.name(spelt[id], n)
		}
		for _, o := range r.Outlets {
			if outlets[o] == nil {
				outlets[o] = words(o)
			}
			v.name(outlets[o], n)
		}
		for _, w := range l.textOf(r) {
			v.add(w, n)
		}
		if r.Where != nil && r.Where.Gazetteer != nil {
			key := r.Where.Gazetteer.Source + "/" + r.Where.Gazetteer.ID
			v.places[key] = append(v.places[key], n)
		}
	}
	for w := range v.rows {
		v.sorted = append(v.sorted, w)
	}
	slices.Sort(v.sorted)
	for _, list := range v.names {
		slices.Sort(list)
	}
	return v
}

// add notes a word of a row; rows come in order.
func (v *vocabulary) add(word string, row int32) {
	list := v.rows[word]
	if len(list) == 0 || list[len(list)-1] != row {
		v.rows[word] = append(list, row)
	}
}

// name notes words of a name of a row.
func (v *vocabulary) name(words []string, row int32) {
	for _, word := range words {
		v.add(word, row)
		key := translit.Skeleton(word)
		if !slices.Contains(v.names[key], word) {
			v.names[key] = append(v.names[key], word)
		}
	}
}

// words folds a text and romanises it: its words, and those in Latin letters where
// it is in others. Articles are left out.
func words(text string) []string {
	out := translit.Tokens(text)
	latin, _ := translit.Romanise(text)
	for _, w := range translit.Tokens(latin) {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// spellings lists the words of every spelling of each actor and place, and of what
// a place lies in.
func spellings(l *ledger) map[string][]string {
	out := map[string][]string{}
	put := func(id string, names ...string) {
		for _, name := range names {
			for _, w := range words(name) {
				if !slices.Contains(out[id], w) {
					out[id] = append(out[id], w)
				}
			}
		}
	}
	for _, p := range l.Places {
		put(p.ID, append(append(slices.Clone(p.Aliases), p.Name), p.Admin...)...)
	}
	for _, a := range l.Actors {
		put(a.ID, append(slices.Clone(a.Aliases), a.Name)...)
		for _, r := range a.Roles {
			put(a.ID, r.Title)
		}
	}
	return out
}

// everybody lists who takes part in a happening or speaks of it.
func (l *ledger) everybody(r *Row) []string {
	out := l.parties(r)
	for _, i := range l.statements[r.ID] {
		out = append(out, l.Statements[i].Source...)
	}
	if r.Allegation != nil {
		out = slices.Concat(out, r.Allegation.AllegedBy, r.Allegation.DeniedBy)
	}
	return out
}

// textOf lists the words of the sentences that tell of a happening, and of what the
// ledger says of it.
func (l *ledger) textOf(r *Row) []string {
	var b strings.Builder
	seen := map[string]bool{}
	put := func(s string) {
		if !seen[s] {
			seen[s] = true
			b.WriteString(s)
			b.WriteByte('\n')
		}
	}
	put(r.ID)
	put(r.Type + " " + strings.Join(r.Mode, " ") + " " + r.Status + " " + r.Standing)
	for _, m := range r.Mentions {
		if p, ok := l.Around(m.Report, m.Start); ok {
			put(l.Text(m.Report, p.Start, p.End))
		}
	}
	if t := r.Talks; t != nil {
		put(strings.Join(t.Agenda, " ") + " " + string(t.Outcome))
	}
	for _, id := range l.agreement[r.ID] {
		if i := slices.IndexFunc(l.Agreements, func(a record.Agreement) bool { return a.ID == id }); i >= 0 {
			put(l.Agreements[i].Name)
		}
	}
	put(strings.Join(zones(r), " "))
	return strings.Fields(translit.Fold(b.String()))
}

// search returns the rows that have all words, each in any spelling. Where no row
// has them, they may be a name of a place that no report uses: the gazetteer knows
// more names, and in more scripts.
func (x *Index) search(text string) set {
	out := newSet(x.words.count)
	for i := range x.Rows {
		out.add(int32(i)) //nolint:gosec // no record has so many happenings
	}
	for _, w := range translit.Tokens(text) {
		out.keep(x.words.like(w))
	}
	if x.lists == nil || slices.ContainsFunc(out, func(w uint64) bool { return w != 0 }) {
		return out
	}
	for _, c := range x.lists.Lookup(text, gazetteer.Context{}) {
		for _, i := range x.words.places[c.Source+"/"+c.ID] {
			out.add(i)
		}
	}
	return out
}

const shortest = 3 // letters of a beginning that finds the words that begin so

// like returns the rows with a word, in any spelling where it is one of a name.
func (v *vocabulary) like(word string) set {
	out := newSet(v.count)
	out.addAll(v.rows[word])
	if len([]rune(word)) >= shortest {
		i, _ := slices.BinarySearch(v.sorted, word)
		for ; i < len(v.sorted) && strings.HasPrefix(v.sorted[i], word); i++ {
			out.addAll(v.rows[v.sorted[i]])
		}
	}
	latin, _ := translit.Romanise(word)
	for w := range strings.FieldsSeq(latin) {
		for _, name := range v.names[translit.Skeleton(w)] {
			if translit.SameWord(w, name) {
				out.addAll(v.rows[name])
			}
		}
	}
	return out
}
