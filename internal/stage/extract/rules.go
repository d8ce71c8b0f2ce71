package extract

import (
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/base/pack"
)

// Outlet is the profile of one outlet or agency.
type Outlet struct {
	ID      string // rule ID, such as "outlet.reuters"
	Name    string // as readers know it
	Aliases []string
	Domains []string
	Kinds   []string // agency, state-media, newspaper, broadcaster, aggregator, monitor
	Country string   // ISO 3166-1 of its seat; empty for none
	// Owner is who owns or pays for it, in a few words; empty where it is not said.
	Owner string
	// Basis is by what the owner can be checked: "law" (a law, charter or decree),
	// "accounts" (what is published and filed), "reported" (nothing but what others say);
	// empty where no owner is said.
	Basis string
	// Dated and Signed are how many of 100 of its reports carry a date and a byline; 0
	// where nothing is known of it.
	Dated, Signed int
}

// Agency reports whether others take reports from it.
func (o Outlet) Agency() bool { return slices.Contains(o.Kinds, "agency") }

// Rules are the packs this stage reads, ready for use. They are never changed after
// loading, so any number of goroutines may share them.
type Rules struct {
	outlets []Outlet
	// aliases holds every name of every outlet, longest first.
	aliases []alias
	byName  map[string]int
	byHost  map[string]int
	lines   []lineRule
	tongues []tongue
	errors  []errorPage
	date    *regexp.Regexp
}

// alias is one name of the outlet at index outlet.
type alias struct {
	name, upper string
	outlet      int
}

// lineRule is one rule of credits.pack.
type lineRule struct {
	id, where, gives, anchor string
	cues                     []string
	match, not               *regexp.Regexp
	yes, no                  []pack.Example
}

// tongue is a language with its commonest words.
type tongue struct {
	code  string
	words map[string]bool
}

// The shapes that credits.pack writes as {date}, {day}, {open} and {press}: the last is
// a name in capitals that ends as names of outlets do.
const (
	months   = `(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	weekdays = `(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+)?`
	fullDate = `(?i:` + weekdays + `(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?` +
		`|\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?` + months + `[.,]?[ -]\d{4}` +
		`|` + months + `\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4}))`
	dayOnly   = `(?i:` + months + `\.?\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s+` + months + `\b\.?)`
	openName  = `(?:The )?\p{Lu}[\p{L}\d.'’&-]*(?: (?:of |and |the |for )?\p{Lu}[\p{L}\d.'’&-]*){0,4}`
	pressName = `(?:The )?(?:\p{Lu}[\p{L}\d.'’&-]* (?:of |and |the |for )?){1,4}(?:Times|Post|News|Herald|Tribune|Gazette|Observer|Daily|Weekly|Journal|Chronicle|Dispatch|Telegraph|Mail|Mirror|` +
		`Standard|Monitor|Wire|Press|Review|Courier|Bulletin|Register|Examiner|Inquirer|Broadcasting|Agency|Online|TV|Radio)`
)

// LoadRules reads outlets/*.pack and en/{credits,language,errorpage}.pack. An error means
// that a pack is broken and names the file and line.
func LoadRules(fsys fs.FS) (*Rules, error) {
	r := &Rules{byName: map[string]int{}, byHost: map[string]int{}, date: regexp.MustCompile(`\b` + fullDate)}
	profiles, err := pack.Load(fsys, pack.Schema{
		Required: []string{"name", "domain", "kind"}, Optional: []string{"alias", "country", "owner", "basis", "dated", "signed"}, NoExamples: true,
	}, "outlets/*.pack")
	if err != nil {
		return nil, fmt.Errorf("loading outlets: %w", err)
	}
	for _, p := range profiles {
		if err := r.addOutlet(p); err != nil {
			return nil, err
		}
	}
	sort.SliceStable(r.aliases, func(i, j int) bool { return len(r.aliases[i].name) > len(r.aliases[j].name) })
	lines, err := pack.Load(fsys, pack.Schema{
		Required: []string{"where", "match", "gives"}, Optional: []string{"cue", "anchor", "not"},
	}, "en/credits.pack")
	if err != nil {
		return nil, fmt.Errorf("loading credit lines: %w", err)
	}
	for _, p := range lines {
		l, err := newLineRule(p)
		if err != nil {
			return nil, err
		}
		r.lines = append(r.lines, l)
	}
	languages, err := pack.Load(fsys, pack.Schema{Required: []string{"code", "words"}}, "en/language.pack")
	if err != nil {
		return nil, fmt.Errorf("loading languages: %w", err)
	}
	for _, p := range languages {
		t := tongue{code: p.Get("code"), words: map[string]bool{}}
		for _, w := range p.List("words") {
			t.words[w] = true
		}
		r.tongues = append(r.tongues, t)
	}
	r.errors, err = loadErrorPages(fsys)
	return r, err
}

func (r *Rules) addOutlet(p pack.Rule) error {
	o := Outlet{ID: p.ID, Name: p.Get("name"), Aliases: p.List("alias"), Domains: p.List("domain"), Kinds: p.List("kind"), Country: p.Get("country"), Owner: p.Get("owner"), Basis: p.Get("basis")}
	if bases := []string{"law", "accounts", "reported"}; o.Owner != "" && !slices.Contains(bases, o.Basis) || o.Owner == "" && o.Basis != "" {
		return p.Errorf("basis %q: an owner needs one of %s, and nothing else has one", o.Basis, strings.Join(bases, ", "))
	}
	known := []string{"agency", "state-media", "newspaper", "broadcaster", "aggregator", "monitor"}
	for _, k := range o.Kinds {
		if !slices.Contains(known, k) {
			return p.Errorf("kind %q is not one of %s", k, strings.Join(known, ", "))
		}
	}
	for _, share := range []struct {
		key string
		to  *int
	}{{"dated", &o.Dated}, {"signed", &o.Signed}} {
		value := p.Get(share.key)
		if value == "" {
			continue
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > 100 {
			return p.Errorf("%s %q is no share of 100: write a number from 1 to 100", share.key, value)
		}
		*share.to = n
	}
	at := len(r.outlets)
	r.outlets = append(r.outlets, o)
	for _, n := range append([]string{o.Name}, o.Aliases...) {
		key := nameKey(n)
		if other, twice := r.byName[key]; twice && other != at {
			return p.Errorf("the name %q stands already in %s", n, r.outlets[other].ID)
		}
		r.byName[key] = at
		short := strings.TrimPrefix(n, "The ")
		r.aliases = append(r.aliases, alias{short, strings.ToUpper(short), at})
	}
	for _, d := range o.Domains {
		if other, twice := r.byHost[d]; twice {
			return p.Errorf("the domain %q stands already in %s", d, r.outlets[other].ID)
		}
		r.byHost[d] = at
	}
	return nil
}

func newLineRule(p pack.Rule) (lineRule, error) {
	l := lineRule{id: p.ID, where: p.Get("where"), gives: p.Get("gives"), anchor: p.Get("anchor"), cues: p.List("cue"), yes: p.Yes, no: p.No}
	for _, c := range []struct {
		key, value string
		known      []string
	}{
		{"where", l.where, []string{"start", "head", "tail", "edge", "line"}},
		{"gives", l.gives, []string{"origin", "outlet", "credit", "published", "updated", "day"}},
		{"anchor", l.anchor, []string{"", "start", "whole"}},
	} {
		if !slices.Contains(c.known, c.value) {
			return l, p.Errorf("%s %q is not one of %s", c.key, c.value, strings.Join(c.known, " "))
		}
	}
	var err error
	expand := strings.NewReplacer("{date}", "(?P<date>"+fullDate+")", "{day}", "(?P<date>"+dayOnly+")", "{open}", "(?P<open>"+openName+")", "{press}", pressName)
	if l.match, err = regexp.Compile(expand.Replace(p.Get("match"))); err != nil {
		return l, p.Errorf("compiling match: %w", err)
	}
	if not := p.Get("not"); not != "" {
		if l.not, err = regexp.Compile(not); err != nil {
			return l, p.Errorf("compiling not: %w", err)
		}
	}
	return l, nil
}

// Outlets returns the profiles in the order of the packs.
func (r *Rules) Outlets() []Outlet { return slices.Clone(r.outlets) }

// Outlet finds the profile of a name, however it is written: "New York Times", "The
// New York Times" and "THE NEW YORK TIMES" are one.
func (r *Rules) Outlet(name string) (Outlet, bool) {
	if at, ok := r.byName[nameKey(name)]; ok {
		return r.outlets[at], true
	}
	return Outlet{}, false
}

// OutletOf finds the profile of the site that an address belongs to.
func (r *Rules) OutletOf(address string) (Outlet, bool) {
	if at, ok := r.hostIndex(host(address)); ok {
		return r.outlets[at], true
	}
	return Outlet{}, false
}

// hostIndex looks up a host and then the domains it lies in.
func (r *Rules) hostIndex(h string) (int, bool) {
	for h != "" {
		if at, ok := r.byHost[h]; ok {
			return at, true
		}
		_, h, _ = strings.Cut(h, ".")
	}
	return 0, false
}

// host returns the host of an address or bare domain in lower case, without "www.".
func host(address string) string {
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// nameKey folds the ways of writing one name.
func nameKey(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' {
			b.WriteRune(r)
		} else if r == ' ' || r == '-' {
			b.WriteByte(' ')
		}
	}
	return strings.TrimPrefix(strings.Join(strings.Fields(b.String()), " "), "the ")
}

// named is a known outlet name at a place in a string.
type named struct{ outlet, start, end int }

// names finds the known outlets in a stretch of a credit line, in order. Long names
// win over short ones inside them. Small letters are told from capitals, unless the
// whole stretch is in capitals.
func (r *Rules) names(s string) []named {
	shouting := s == strings.ToUpper(s)
	var out []named
	for _, a := range r.aliases {
		name := a.name
		if shouting {
			name = a.upper
		}
		for from := 0; ; {
			i := strings.Index(s[from:], name)
			if i < 0 {
				break
			}
			n := named{a.outlet, from + i, from + i + len(name)}
			from = n.end
			free := !slices.ContainsFunc(out, func(o named) bool { return n.start < o.end && o.start < n.end })
			if free && bounded(s, n.start, n.end) {
				out = append(out, n)
			}
		}
	}
	slices.SortFunc(out, func(a, b named) int { return a.start - b.start })
	return out
}

// bounded reports whether s[start:end] is not part of a longer word.
func bounded(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	after, _ := utf8.DecodeRuneInString(s[end:])
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return !inWord(before) && !inWord(after)
}
