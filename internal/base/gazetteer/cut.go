package gazetteer

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Row is one place of the cut of GeoNames.
type Row struct {
	ID, Name        string
	Lat, Lon        float64
	Feature         string // GeoNames feature code: PPLC for a capital
	Country, Admin1 string // codes
	Population      int
	Names           []string // other names; for writing only
}

const header = "trucewatch gazetteer cut 1"

// cut is the file as read: lines of places, and two sorted indexes whose lines are
// searched in place, so that opening it costs no map of a hundred thousand names.
type cut struct {
	rows   []string
	keys   []string // "key\trow row"
	sounds []string // "sound\tkey key"
}

// indexed is rows with the two indexes over their names.
type indexed struct {
	byKey   map[string][]int
	bySound map[string]map[string]bool
}

func index(rows []Row) indexed {
	x := indexed{map[string][]int{}, map[string]map[string]bool{}}
	for i, r := range rows {
		for _, name := range append([]string{r.Name}, r.Names...) {
			key := Key(name)
			if key == "" || slices.Contains(x.byKey[key], i) {
				continue
			}
			x.byKey[key] = append(x.byKey[key], i)
			if s := Sound(key); s != "" {
				if x.bySound[s] == nil {
					x.bySound[s] = map[string]bool{}
				}
				x.bySound[s][key] = true
			}
		}
	}
	return x
}

// lines writes rows and indexes as lines, in order.
func (x indexed) lines(rows []Row) *cut {
	c := &cut{}
	for _, r := range rows {
		c.rows = append(c.rows, strings.Join([]string{r.ID, r.Name, degrees(r.Lat), degrees(r.Lon), r.Feature, r.Country, r.Admin1, strconv.Itoa(r.Population)}, "\t"))
	}
	for _, k := range slices.Sorted(maps.Keys(x.byKey)) {
		c.keys = append(c.keys, k+"\t"+strings.Trim(fmt.Sprint(x.byKey[k]), "[]"))
	}
	for _, s := range slices.Sorted(maps.Keys(x.bySound)) {
		c.sounds = append(c.sounds, s+"\t"+strings.Join(slices.Sorted(maps.Keys(x.bySound[s])), " "))
	}
	return c
}

// WriteCut writes rows in the form that the program carries: the same bytes for
// the same rows in the same order.
func WriteCut(w io.Writer, rows []Row) error {
	c := index(rows).lines(rows)
	packed, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return fmt.Errorf("packing the cut: %w", err)
	}
	b := bufio.NewWriter(packed)
	fmt.Fprintf(b, "%s\n%d %d %d\n", header, len(c.rows), len(c.keys), len(c.sounds))
	for _, part := range [][]string{c.rows, c.keys, c.sounds} {
		for _, line := range part {
			fmt.Fprintln(b, line)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("writing the cut: %w", err)
	}
	if err := packed.Close(); err != nil {
		return fmt.Errorf("writing the cut: %w", err)
	}
	return nil
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', 4, 64) }

// readCut reads what WriteCut wrote.
func readCut(r io.Reader) (*cut, error) {
	packed, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("unpacking the cut: %w", err)
	}
	var text strings.Builder
	text.Grow(1 << 23)
	if _, err := io.Copy(&text, packed); err != nil {
		return nil, fmt.Errorf("unpacking the cut: %w", err)
	}
	lines := strings.Split(strings.TrimSuffix(text.String(), "\n"), "\n")
	var n [3]int
	if len(lines) < 2 || lines[0] != header {
		return nil, fmt.Errorf("reading the cut: it does not begin with %q", header)
	}
	if _, err := fmt.Sscanf(lines[1], "%d %d %d", &n[0], &n[1], &n[2]); err != nil {
		return nil, fmt.Errorf("reading the cut: its sizes: %w", err)
	}
	lines = lines[2:]
	if n[0] < 0 || n[1] < 0 || n[2] < 0 || len(lines) != n[0]+n[1]+n[2] {
		return nil, fmt.Errorf("reading the cut: %d lines where %d were announced", len(lines), n[0]+n[1]+n[2])
	}
	return &cut{lines[:n[0]], lines[n[0] : n[0]+n[1]], lines[n[0]+n[1]:]}, nil
}

// find returns what a sorted index has under a key.
func find(index []string, key string) []string {
	at := sort.Search(len(index), func(i int) bool {
		k, _, _ := strings.Cut(index[i], "\t")
		return k >= key
	})
	if at == len(index) {
		return nil
	}
	k, found, _ := strings.Cut(index[at], "\t")
	if k != key {
		return nil
	}
	return strings.Fields(found)
}

// row reads one line of places.
func (c *cut) row(at string) (Row, bool) {
	i, err := strconv.Atoi(at)
	if err != nil || i < 0 || i >= len(c.rows) {
		return Row{}, false
	}
	f := strings.Split(c.rows[i], "\t")
	if len(f) != 8 {
		return Row{}, false
	}
	r := Row{ID: f[0], Name: f[1], Feature: f[4], Country: f[5], Admin1: f[6]}
	var errs [3]error
	r.Lat, errs[0] = strconv.ParseFloat(f[2], 64)
	r.Lon, errs[1] = strconv.ParseFloat(f[3], 64)
	r.Population, errs[2] = strconv.Atoi(f[7])
	return r, errs == [3]error{}
}
