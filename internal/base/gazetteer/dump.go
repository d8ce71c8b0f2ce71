package gazetteer

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch"
)

// Dump is what was read from a dump of GeoNames.
type Dump struct {
	Rows   []Row
	Passed int // rows of a kind that news does not name, such as wells and hotels
}

// The columns of a dump, as geonames.org describes them.
const (
	columnID = iota
	columnName
	columnASCII
	columnNames
	columnLat
	columnLon
	columnClass
	columnFeature
	columnCountry
	columnCountries
	columnAdmin1
	columnAdmin2
	columnAdmin3
	columnAdmin4
	columnPopulation
	columns = 19
)

// feature is what a GeoNames feature code, other than that of a town, stands for.
type feature struct {
	precision string
	radius    float64 // kilometres
}

// featureOf lists the kinds of places, towns aside, that news names.
var featureOf = map[string]feature{
	"ADM1": {"governorate", 40}, "ADM2": {"district", 15}, "ADM3": {"district", 8}, "ADM4": {"district", 5},
	"RGN": {"region", 40}, "RGNH": {"region", 40}, "VAL": {"region", 10}, "PLN": {"region", 10}, "ISL": {"region", 5}, "MTS": {"region", 15},
	"MT": {"site", 4}, "HLL": {"site", 2}, "PASS": {"site", 2}, "AIRP": {"site", 3}, "AIRB": {"site", 3}, "AIRF": {"site", 2}, "INSM": {"site", 2},
	"MILB": {"site", 2}, "PRN": {"site", 1}, "CMPRF": {"site", 1}, "DAM": {"site", 1}, "BDG": {"site", 1}, "PRT": {"site", 2}, "PS": {"site", 1},
	"CSTM": {"crossing", 1}, "PSTB": {"crossing", 1}, "CTRB": {"site", 1}, "PSTC": {"crossing", 1},
}

// wide reports whether a row is something else than a town.
func (r Row) wide() bool {
	_, ok := featureOf[r.Feature]
	return ok
}

// maxUnpacked is how much a packed dump may hold, in bytes: more than any country has.
const maxUnpacked = 1 << 30

// maxShown is how many rows that could not be read are told one by one.
const maxShown = 20

// ReadDump reads a dump of GeoNames: tab-separated text, or a zip with one such
// file. Rows that cannot be read are issues with their line; the rest is kept. The
// result depends on name and content only.
func ReadDump(name string, content []byte) (Dump, []trucewatch.Issue) {
	if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		inner, unpacked, err := unzip(content)
		if err != nil {
			return Dump{}, []trucewatch.Issue{{Where: name, What: "the gazetteer was left out", Why: err.Error()}}
		}
		name, content = name+" > "+inner, unpacked
	}
	var out Dump
	var issues []trucewatch.Issue
	bad, n := 0, 0
	for line := range bytes.Lines(content) {
		n++
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" || text[0] == '#' {
			continue
		}
		row, kept, err := readRow(text)
		switch {
		case err != nil:
			if bad++; bad <= maxShown {
				issues = append(issues, trucewatch.Issue{Where: fmt.Sprintf("%s:%d", name, n), What: "a row of the gazetteer was left out", Why: err.Error()})
			}
		case kept:
			out.Rows = append(out.Rows, row)
		default:
			out.Passed++
		}
	}
	if bad > maxShown {
		issues = append(issues, trucewatch.Issue{
			Where: name, What: fmt.Sprintf("%d further rows of the gazetteer were left out", bad-maxShown),
			Why: "they cannot be read either: is this a dump of GeoNames (19 columns, with tabs between)?",
		})
	}
	return out, issues
}

// readRow reads one line of a dump; kept is false for a kind that news does not name.
func readRow(line string) (r Row, kept bool, err error) {
	f := strings.Split(line, "\t")
	if len(f) != columns {
		return r, false, fmt.Errorf("it has %d columns with tabs between, and a row of GeoNames has %d", len(f), columns)
	}
	if !utf8.ValidString(line) {
		return r, false, fmt.Errorf("its bytes are no UTF-8")
	}
	r = Row{ID: f[columnID], Name: f[columnName], Feature: f[columnFeature], Country: f[columnCountry], Admin1: f[columnAdmin1]}
	if _, err := strconv.ParseUint(r.ID, 10, 64); err != nil {
		return r, false, fmt.Errorf("its first column %q is no number", r.ID)
	}
	if r.Name == "" {
		return r, false, fmt.Errorf("it has no name")
	}
	p, err := point(f[columnLat], f[columnLon], "1")
	if err != nil {
		return r, false, fmt.Errorf("%q %q is no position: %w", f[columnLat], f[columnLon], err)
	}
	r.Lat, r.Lon = p.Lat, p.Lon
	if n := f[columnPopulation]; n != "" {
		if r.Population, err = strconv.Atoi(n); err != nil || r.Population < 0 {
			return r, false, fmt.Errorf("its population %q is no count", n)
		}
	}
	r.Names = append([]string{f[columnASCII]}, strings.Split(f[columnNames], ",")...)
	return r, f[columnClass] == "P" && !gone(r.Feature) || r.wide(), nil
}

// gone reports whether a feature code is of a place that is no more.
func gone(code string) bool { return code == "PPLQ" || code == "PPLH" || code == "PPLW" }

// unzip returns the one text of a dump as geonames.org packs it, beside which a
// readme may lie.
func unzip(content []byte) (name string, text []byte, err error) {
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", nil, fmt.Errorf("it cannot be unpacked: %w", err)
	}
	var dump *zip.File
	for _, f := range z.File {
		base := strings.ToLower(path.Base(f.Name))
		if path.Ext(base) != ".txt" || base == "readme.txt" {
			continue
		}
		if dump != nil {
			return "", nil, fmt.Errorf("it holds several texts, %s and %s: unpack it and import them one by one", dump.Name, f.Name)
		}
		dump = f
	}
	if dump == nil {
		return "", nil, fmt.Errorf("it holds no .txt file")
	}
	r, err := dump.Open()
	if err != nil {
		return "", nil, fmt.Errorf("it cannot be unpacked: %w", err)
	}
	text, err = io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	if closing := r.Close(); err == nil {
		err = closing
	}
	switch {
	case err != nil:
		return "", nil, fmt.Errorf("it cannot be unpacked: %w", err)
	case len(text) > maxUnpacked:
		return "", nil, fmt.Errorf("it holds more than %d MiB: import the countries you need instead", maxUnpacked>>20)
	}
	return dump.Name, text, nil
}
