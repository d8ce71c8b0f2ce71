// Command figures measures the program and writes what the README shows: the tables
// of figures and a cut of the samples' ledger. It prints both, and with -write puts
// them between the marks in README.md.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

func main() {
	shared := flag.String("shared", "../shared", "folder with the data, gold files and reports")
	write := flag.Bool("write", false, "put the tables into README.md")
	flag.Parse()
	ledger, err := cut()
	if err != nil {
		log.Fatal(err)
	}
	figures, err := tables(*shared)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n%s", ledger, figures)
	if *write {
		if err := splice("README.md", map[string]string{"ledger": ledger, "figures": figures}); err != nil {
			log.Fatal(err)
		}
	}
}

// command runs a program and returns what it printed; done are the exit codes that
// count as success besides 0.
func command(done int, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(context.Background(), name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && cmd.ProcessState.ExitCode() != done {
		return "", fmt.Errorf("running %s %s: %w: %s", name, strings.Join(args, " "), err, stderr.String())
	}
	return string(out), nil
}

// binary is the program that is measured; make builds it first.
const binary = "bin/trucewatch"

// splice replaces what stands between the marks of each name.
func splice(path string, texts map[string]string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading the page: %w", err)
	}
	page := string(b)
	for name, text := range texts {
		begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->"
		before, rest, ok := strings.Cut(page, begin)
		_, after, closed := strings.Cut(rest, end)
		if !ok || !closed {
			return fmt.Errorf("no marks for %s in %s", name, path)
		}
		page = before + begin + text + end + after
	}
	return os.WriteFile(path, []byte(page), 0o644)
}

// longest is how many lines of one entry are shown.
const longest = 15

// cut shows of each section of the samples' ledger its heading and one entry: the
// fullest of those that need no cutting.
func cut() (string, error) {
	text, err := command(3, binary, "read", "--quiet", "--db", ":memory:", "samples/reports")
	if err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString("```\n")
	for section := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		heading, body, _ := strings.Cut(section, "\n")
		entries := slices.DeleteFunc(entriesOf(body), func(e []string) bool { return strings.Contains(strings.Join(e, ""), "hostile") }) // odd on purpose
		if len(entries) == 0 {
			continue
		}
		best := 0
		for i, e := range entries {
			if len(e) <= longest && (len(e) > len(entries[best]) || len(entries[best]) > longest) {
				best = i
			}
		}
		fmt.Fprintln(&out, heading)
		shown := entries[best]
		if len(shown) > longest {
			shown = append(shown[:longest:longest], strings.Repeat(" ", 18)+"…")
		}
		fmt.Fprintln(&out, strings.Join(shown, "\n"))
		if len(entries) > 1 {
			fmt.Fprintln(&out, "  …")
		}
		fmt.Fprintln(&out)
	}
	return strings.TrimSpace(out.String()) + "\n```\n", nil
}

// entriesOf splits a section into entries; each begins at an indent of two.
func entriesOf(body string) [][]string {
	var out [][]string
	for line := range strings.SplitSeq(body, "\n") {
		switch {
		case strings.HasPrefix(line, "   ") && len(out) > 0:
			out[len(out)-1] = append(out[len(out)-1], line)
		case strings.HasPrefix(line, "  "):
			out = append(out, []string{line})
		}
	}
	return out
}

func tables(shared string) (string, error) {
	var out strings.Builder
	for _, write := range []func(*strings.Builder, string) error{scores, languageCore, speed} {
		if err := write(&out, shared); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// layers are the rows of the table of scores: the key in the scores, and what it is.
func layers() [][2]string {
	return [][2]string{
		{"names", "names found, with their kind"},
		{"names_linked", "names of one actor or place brought together"},
		{"events", "happenings found, with their PLOVER type"},
		{"mode_accuracy", "their mode"},
		{"status_accuracy", "their standing: occurred, planned, denied …"},
		{"participants", "who does it to whom"},
		{"date_accuracy", "their date"},
		{"place_accuracy", "their place"},
		{"events_linked", "mentions of one happening brought together"},
		{"statements", "statements, with speaker and cue"},
		{"stance_accuracy", "their stance"},
		{"figures", "figures of people killed, hurt …"},
		{"published_accuracy", "date of publication"},
	}
}

func scores(out *strings.Builder, shared string) error {
	type folder struct{ name, reports, gold string }
	folders := []folder{{"samples", "samples/reports", "samples/gold"}}
	for _, name := range []string{"seeds", "qarah", "breach", "taliban"} {
		gold := shared + "/gold/" + name
		if _, err := os.Stat(gold); err == nil {
			folders = append(folders, folder{name, shared + "/reports/" + name, gold})
		}
	}
	head, rule := "| what is found (F1, or the share that is right) |", "|---|"
	var all []map[string]any
	for _, f := range folders {
		text, err := command(0, binary, "evaluate", "--json", f.reports, f.gold)
		if err != nil {
			return err
		}
		var s map[string]any
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			return fmt.Errorf("reading the scores of %s: %w", f.name, err)
		}
		all = append(all, s)
		head += fmt.Sprintf(" %s (%v) |", f.name, s["reports"])
		rule += "---|"
	}
	fmt.Fprintf(out, "Reading reports: `make gold`. In brackets, the number of reports.\n\n%s\n%s\n", head, rule)
	for _, layer := range layers() {
		fmt.Fprint(out, "| "+layer[1]+" |")
		for _, s := range all {
			fmt.Fprintf(out, " %s |", shown(s[layer[0]]))
		}
		fmt.Fprintln(out)
	}
	return nil
}

// shown writes a share or the F1 of a layer with two digits.
func shown(score any) string {
	switch v := score.(type) {
	case float64:
		return fmt.Sprintf("%.2f", v)
	case map[string]any:
		return shown(v["f1"])
	}
	return "–"
}

func languageCore(out *strings.Builder, shared string) error {
	text, err := command(0, "go", "run", "./train/bench", "-shared", shared)
	if err != nil {
		return err
	}
	measured := map[string][]string{}
	for line := range strings.Lines(text) {
		if name, figures, ok := strings.Cut(line, "  "); ok {
			measured[name] = strings.Fields(figures)
		}
	}
	at := func(name string, column int) string {
		if f := measured[name]; len(f) > column {
			return f[column]
		}
		return "–"
	}
	const empty = "|  |  |\n"
	fmt.Fprint(out, "\nThe language core, on the test part of the English Web Treebank and on the news and encyclopedia sentences of PUD: `go run ./train/bench`.\n\n"+
		"| in percent, all punctuation counted | EWT tags | EWT heads (UAS) | EWT heads and relations (LAS) | PUD tags | PUD LAS |\n|---|---|---|---|---|---|\n")
	for column, name := range []string{"Trucewatch, `--analysis full`", "Trucewatch, `--analysis fast`"} {
		fmt.Fprintf(out, "| **%s** | %s | %s | %s | %s | %s |\n", name, at("EWT test, UPOS", column), at("EWT test, UAS", column),
			at("EWT test, LAS", column), at("PUD test, UPOS", column), at("PUD test, LAS", column))
	}
	fmt.Fprint(out, "| UDPipe 1.2, published | 94.43 | 84.4 | 81.08 "+empty+
		"| LIMA deep, published | 95.95 | 87.91 | 84.65 "+empty+
		"| UDify (multilingual BERT), published | 96.29 | 91.12 | 88.53 "+empty+
		"| spaCy with RoBERTa on EWT, published | 96.94 | 91.90 | 89.42 "+empty+"\n"+
		"Not like for like: the published figures were trained on EWT alone and tested on UD 2.5; ours on EWT and parts of GUM, tested on UD 2.16; all on given tokens, but spaCy on its own.\n")
	fmt.Fprintf(out, "From raw text: sentences of EWT F1 %s, of news reports %s.\n", at("EWT test, raw text: sentences F1", 0), at("reports: sentence boundaries F1", 0))
	return nil
}

func speed(out *strings.Builder, _ string) error {
	text, err := command(0, "go", "test", "./internal/app", "-run", "^$", "-bench", "Articles|Reading|Read/full/copies=100$", "-benchtime", "3x", "-count", "5")
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nSpeed, on a machine with %d cores, rules and weights already loaded: `go test ./internal/app -run '^$' -bench 'Articles|Read'`.\n\n"+
		"| | a second, median of five | spread |\n|---|---|---|\n", runtime.NumCPU())
	rows := map[string]string{
		"Articles/fast": "articles of 500 words, all different, `--analysis fast`", "Articles/full": "articles of 500 words, all different, `--analysis full`",
		"Reading":              "words read on one core, once they are analysed: statements, events, dates, places, figures",
		"Read/full/copies=100": "the seeds, each 100 times under other names, `--analysis full`",
	}
	runs := map[string][]float64{}
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		at := slices.IndexFunc(f, func(unit string) bool { return unit == "articles/s" || unit == "reports/s" || unit == "words/s" })
		if at < 1 {
			continue
		}
		n, err := strconv.ParseFloat(f[at-1], 64)
		if err != nil {
			return fmt.Errorf("reading the line %q of the benchmark: %w", strings.TrimSpace(line), err)
		}
		name := strings.TrimSuffix(strings.TrimPrefix(f[0], "Benchmark"), fmt.Sprintf("-%d", runtime.GOMAXPROCS(0)))
		runs[name] = append(runs[name], n)
	}
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		if n := runs[name]; len(n) > 0 {
			slices.Sort(n)
			fmt.Fprintf(out, "| %s | %.0f | %.0f to %.0f |\n", rows[name], n[len(n)/2], n[0], n[len(n)-1])
		}
	}
	return nil
}
