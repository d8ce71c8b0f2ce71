package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// form is one spelling of one kind of name, with where it stands.
type form struct {
	kind    trucewatch.MentionKind
	text    string // as most often written
	words   []string
	sounds  []string // the skeletons of the words
	reports map[string]bool
	count   int
	cluster *cluster
}

// cluster is the forms that are one actor or place.
type cluster struct {
	id, name string
	kind     trucewatch.MentionKind
	forms    []*form
	land     *land                // for a state, or the people of one
	place    *gazetteer.Candidate // where it is, or nil
	why      []trucewatch.Reason  // which reports say that two of its names are of one
}

// clusters are all clusters of a set of reports, with a look-up by spelling.
type clusters struct {
	forms map[string]*form // by formKey
	all   []*cluster
	byID  map[string]*cluster
}

// of returns the cluster that a name of a kind belongs to, or nil.
func (c clusters) of(kind trucewatch.MentionKind, text string) *cluster {
	if f := c.forms[formKey(kind, text)]; f != nil {
		return f.cluster
	}
	return nil
}

func formKey(kind trucewatch.MentionKind, text string) string {
	return string(kind) + " " + strings.Join(translit.Tokens(text), " ")
}

// gather collects the forms of all named mentions.
func gather(readings []trucewatch.Reading) map[string]*form {
	forms := map[string]*form{}
	for _, r := range readings {
		for _, m := range r.Mentions {
			text := m.Of(r.Report.Text)
			key := formKey(m.Kind, text)
			f := forms[key]
			if f == nil {
				f = newForm(m.Kind, text)
				forms[key] = f
			}
			if better(text, f.text) {
				f.text = text
			}
			f.count++
			f.reports[r.Report.ID] = true
		}
	}
	return forms
}

func newForm(kind trucewatch.MentionKind, text string) *form {
	words := translit.Tokens(text)
	return &form{kind: kind, text: text, words: words, sounds: soundsOf(words), reports: map[string]bool{}}
}

// better prefers, of two spellings with the same letters, the one less shouted,
// then the first in order, so that the choice hangs on no order of reading.
func better(a, b string) bool {
	shoutA, shoutB := strings.ToUpper(a) == a, strings.ToUpper(b) == b
	if shoutA != shoutB && len(translit.Fold(a)) > 4 {
		return shoutB
	}
	return a < b
}

// cluster joins the forms that are one name.
func (r *Rules) cluster(readings []trucewatch.Reading) clusters {
	out := clusters{forms: gather(readings)}
	keys := make([]string, 0, len(out.forms))
	for k := range out.forms {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	byKey := map[string]*cluster{}
	index := &blocks{under: map[string][]*cluster{}, order: map[*cluster]int{}}
	var open []*form
	for _, k := range keys {
		f := out.forms[k]
		if key, l := r.known(f); key != "" {
			c := byKey[key]
			if c == nil {
				c = &cluster{kind: f.kind, land: l}
				byKey[key] = c
				out.all = append(out.all, c)
			}
			c.add(f)
			index.add(f, c)
			continue
		}
		open = append(open, f)
	}
	slices.SortStableFunc(open, func(a, b *form) int { return cmp.Compare(len(b.words), len(a.words)) })
	for _, f := range open {
		c := r.home(f, index.near(f))
		if c == nil {
			c = &cluster{kind: f.kind}
			out.all = append(out.all, c)
		}
		c.add(f)
		index.add(f, c)
	}
	r.joinSecondNames(&out, readings)
	out.all = r.locate(out, readings)
	r.identify(out.all)
	out.byID = make(map[string]*cluster, len(out.all))
	for _, c := range out.all {
		out.byID[c.id] = c
	}
	return out
}

func (c *cluster) add(f *form) {
	c.forms = append(c.forms, f)
	f.cluster = c
}

// known returns a key for a form that the packs know, and the land it belongs to.
func (r *Rules) known(f *form) (string, *land) {
	switch f.kind {
	case trucewatch.PlaceKind:
		if l := r.lands.byName[bare(f.text)]; l != nil {
			return "place " + l.id, l
		}
	case trucewatch.People:
		if l := r.lands.byNational[bare(f.text)]; l != nil {
			return "people " + l.peopleID, l
		}
		return "people " + singular(translit.Fold(f.text)), nil
	case trucewatch.Organization:
		if body := r.bodies[bare(f.text)]; body != "" {
			return "organization " + body, nil
		}
	case trucewatch.Person, trucewatch.StateKind:
	}
	return "", nil
}

func singular(s string) string {
	if strings.HasSuffix(s, "ss") || strings.HasSuffix(s, "is") {
		return s
	}
	return strings.TrimSuffix(s, "s")
}

// home finds the one cluster that a form belongs to: by spelling for full names,
// by surname for single words, best shared report first.
func (r *Rules) home(f *form, all []*cluster) *cluster {
	var fits []*cluster
	for _, c := range all {
		if c.kind == f.kind && slices.ContainsFunc(c.forms, func(g *form) bool { return r.sameName(f, g) }) {
			fits = append(fits, c)
		}
	}
	switch len(fits) {
	case 0:
		return nil
	case 1:
		return fits[0]
	}
	var near []*cluster
	for _, c := range fits {
		if slices.ContainsFunc(c.forms, func(g *form) bool { return shares(f, g) }) {
			near = append(near, c)
		}
	}
	if len(near) == 1 {
		return near[0]
	}
	if len(f.words) > 1 {
		return fits[0]
	}
	return nil // two brothers and one surname: left apart
}

// surnamed returns the one person of the reports whose last name a word is that was not
// seen to be a name, or nil.
func (w *work) surnamed(p phrase) *cluster {
	if len(p.words) != 1 || strings.ToLower(p.text) == p.text {
		return nil
	}
	if w.surnames == nil {
		w.surnames = map[string][]*cluster{}
		for _, c := range w.clusters.all {
			if c.kind != trucewatch.Person {
				continue
			}
			for _, f := range c.forms {
				last := f.words[len(f.words)-1]
				if len(f.words) > 1 && !slices.Contains(w.surnames[last], c) {
					w.surnames[last] = append(w.surnames[last], c)
				}
			}
		}
	}
	if of := w.surnames[p.words[0]]; len(of) == 1 {
		return of[0]
	}
	return nil
}

func shares(a, b *form) bool {
	for r := range a.reports {
		if b.reports[r] {
			return true
		}
	}
	return false
}

// sameName reports whether two forms of a kind name one thing, by their words.
func (r *Rules) sameName(a, b *form) bool {
	if len(a.words) > len(b.words) {
		a, b = b, a
	}
	switch a.kind {
	case trucewatch.Person:
		return r.samePerson(a.words, b.words) || len(a.words) > 1 && sameFullName(a, b)
	case trucewatch.Organization:
		return translit.SameWords(a.words, b.words) || acronym(a.text, b.text) || acronym(b.text, a.text)
	case trucewatch.PlaceKind:
		return samePlace(a.words, b.words)
	case trucewatch.People, trucewatch.StateKind: // known by the pack or by their letters
	}
	return false
}

// samePerson compares names, short before long: a surname alone, or given name
// and surname with anything between. Given names decide between brothers.
func (r *Rules) samePerson(short, long []string) bool {
	if len(short) == 0 || !translit.SameWord(short[len(short)-1], long[len(long)-1]) {
		return false
	}
	if len(short) == 1 {
		return len(long) > 1 || short[0] == long[0] || translit.SameWord(short[0], long[0])
	}
	if !r.sameGiven(short[0], long[0]) {
		return false
	}
	k := 1 // the words between must stand in the longer name, in order
	for _, w := range short[1 : len(short)-1] {
		for k < len(long)-1 && !translit.SameWord(w, long[k]) {
			k++
		}
		if k == len(long)-1 {
			return false
		}
		k++
	}
	return true
}

func soundsOf(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = translit.Skeleton(w)
	}
	return out
}

// surely is the score from which two full names are one person's: above the usual
// one, since the press seldom mistypes and brothers have names that are near.
const surely = .8

// sameFullName compares full names by the matcher, where they share the consonants
// of a word.
func sameFullName(a, b *form) bool {
	shared := slices.ContainsFunc(a.sounds, func(s string) bool { return slices.Contains(b.sounds, s) })
	if !shared {
		return false
	}
	score, _ := translit.Match(a.text, b.text, trucewatch.Person)
	return score >= surely
}

func (r *Rules) sameGiven(a, b string) bool {
	if translit.SameWord(a, b) {
		return true
	}
	if len(a) == 1 || len(b) == 1 {
		return a[0] == b[0]
	}
	first, ok := r.given[a]
	return ok && first == r.given[b]
}

// acronym reports whether short is made of the first letters of long's words.
func acronym(short, long string) bool {
	letters := strings.ReplaceAll(short, ".", "")
	if !initials(letters) {
		return false
	}
	for w := range strings.FieldsSeq(long) {
		if w = strings.ReplaceAll(w, ".", ""); len(w) > 1 && strings.ToUpper(w) == w && w[0] >= 'A' && w[0] <= 'Z' {
			return false // "US Navy" is not the UN
		}
	}
	return capitals(long) == letters
}

// maxLetters is how many bytes the letters that stand for a body have at the most.
const maxLetters = 8

// initials reports whether a word may be the letters that stand for a body.
func initials(word string) bool {
	return len(word) >= 2 && len(word) <= maxLetters && strings.ToUpper(word) == word
}

// capitals joins the first letters of the capitalised words of a name.
func capitals(name string) string {
	var out strings.Builder
	for w := range strings.FieldsSeq(strings.ReplaceAll(name, "-", " ")) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			out.WriteByte(w[0])
		}
	}
	return out.String()
}

// adminWords follow or precede the name of a place without changing it.
var adminWords = map[string]bool{
	"province": true, "governorate": true, "district": true, "region": true, "city": true, "county": true, "oblast": true,
	"heights": true, "town": true, "village": true, "state": true, "strip": true, "prefecture": true, "area": true, "of": true,
}

func samePlace(a, b []string) bool {
	a, b = plain(a), plain(b)
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	if strings.Join(a, "") == strings.Join(b, "") {
		return true
	}
	return translit.SameWords(a, b)
}

func plain(words []string) []string {
	var out []string
	for _, w := range words {
		if !adminWords[w] {
			out = append(out, w)
		}
	}
	return out
}

// identify gives every cluster its name and an id that no other cluster has. The
// name is the fullest of the forms most reports use; states keep the pack's.
func (r *Rules) identify(all []*cluster) {
	for _, c := range all {
		slices.SortFunc(c.forms, func(a, b *form) int {
			if n := cmp.Compare(len(b.reports), len(a.reports)); n != 0 {
				return n
			}
			if n := cmp.Compare(b.count, a.count); n != 0 {
				return n
			}
			return cmp.Compare(a.text, b.text)
		})
		c.name = c.forms[0].text
		if c.kind == trucewatch.Person {
			full := func(f *form) int { return min(len(f.words), 2) }
			c.name = slices.MaxFunc(c.forms, func(a, b *form) int { return cmp.Compare(full(a), full(b)) }).text
		}
		c.id = translit.Slug(c.name)
		switch {
		case c.land != nil && c.kind == trucewatch.PlaceKind:
			c.id, c.name = c.land.id, c.land.name
		case c.land != nil:
			c.id, c.name = c.land.peopleID, c.land.national
		case c.kind == trucewatch.Organization && r.bodies[bare(c.name)] != "":
			c.name = r.bodies[bare(c.name)]
			c.id = translit.Slug(c.name)
		}
	}
	order := map[trucewatch.MentionKind]int{trucewatch.PlaceKind: 0, trucewatch.Organization: 1, trucewatch.People: 2, trucewatch.Person: 3}
	slices.SortFunc(all, func(a, b *cluster) int {
		if n := cmp.Compare(a.id, b.id); n != 0 {
			return n
		}
		if n := cmp.Compare(order[a.kind], order[b.kind]); n != 0 {
			return n
		}
		return cmp.Compare(a.forms[0].text, b.forms[0].text)
	})
	taken := map[string]bool{}
	for _, c := range all {
		id := c.id
		for taken[id] {
			id += "-" + string(c.kind)
		}
		c.id = id
		taken[id] = true
	}
}
