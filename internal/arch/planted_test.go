package arch

import (
	"strings"
	"testing"
)

// TestPlanted shows that each check finds a fault put before it, and passes what is
// good. A check that finds nothing is worth nothing.
func TestPlanted(t *testing.T) {
	one := func(check func(file) []string) func(folder) []string {
		return func(d folder) []string { return check(d.files[0]) }
	}
	long := "package a\nfunc f() {\n" + strings.Repeat("g()\n", maxFunctionLines+1) + "}\n"
	tests := []struct {
		name  string
		check func(folder) []string
		path  string
		text  string
		want  string // in the fault; empty: no fault
	}{
		{"a stage imports another", importFaults, "internal/stage/link", `package a; import "` + module + `/internal/stage/coding"`, "may not import"},
		{"a stage imports itself", importFaults, "internal/stage/link", `package a; import "` + module + `/internal/stage/link/copies"`, ""},
		{"a stage imports the root", importFaults, "internal/stage/link", `package a; import "` + module + `"`, ""},
		{"a stage imports base", importFaults, "internal/stage/link", `package a; import "` + module + `/internal/base/text"`, ""},
		{"a neighbor of base", importFaults, "internal/stage/link", `package a; import "` + module + `/internal/basement"`, "may not import"},
		{"coding parses", importFaults, "internal/stage/coding/cue", `package a; import "` + module + `/internal/lang"`, "may not import"},
		{"grammar asks for events", importFaults, "internal/stage/coding/action/grammar", `package a; import "` + module + `/internal/stage/coding/action"`, "may not import"},
		{"events ask for grammar", importFaults, "internal/stage/coding/action", `package a; import "` + module + `/internal/stage/coding/action/grammar"`, ""},
		{"annotate parses", importFaults, "internal/stage/annotate", `package a; import "` + module + `/internal/lang/graph"`, ""},
		{"a stage knows the store", importFaults, "internal/stage/ledger", `package a; import "` + module + `/internal/store"`, "may not import"},
		{"the store knows SQLite", importFaults, "internal/store", `package a; import "modernc.org/sqlite"`, "modules none"},
		{"SQLite does", importFaults, "internal/store/sqlite", `package a; import "modernc.org/sqlite/lib"`, ""},
		{"a module that begins like an allowed one", importFaults, "internal/store/sqlite", `package a; import "modernc.org/sqlite3"`, "may not import"},
		{"the root imports base", importFaults, ".", `package a; import "` + module + `/internal/base/text"`, "may not import"},
		{"a stage on the network", importFaults, "internal/stage/extract", `package a; import "net/http"`, "reaches too far"},
		{"a stage reads addresses", importFaults, "internal/stage/extract", `package a; import "net/url"`, ""},
		{"a stage on disk", importFaults, "internal/stage/coding", `package a; import "os"`, "reaches too far"},
		{"capture on disk", importFaults, "internal/stage/capture/folder", `package a; import ("os"; "net/http")`, ""},
		{"capture in the environment", importFaults, "internal/stage/capture", `package a; import "os"; var a = os.Getenv("A")`, "os.Getenv"},
		{"chance", importFaults, "internal/lang", `package a; import "math/rand/v2"; var n = rand.IntN(6)`, "rand/v2.IntN"},
		{"chance as a value", importFaults, "internal/lang", `package a; import "math/rand"; var f = rand.Shuffle`, "rand.Shuffle"},
		{"a seeded order", importFaults, "internal/lang", `package a; import "math/rand"; var r = rand.New(rand.NewSource(1))`, ""},
		{"real chance", importFaults, "internal/lang", `package a; import "crypto/rand"`, "reaches too far"},
		{"a log", importFaults, "internal/stage/link", `package a; import "log/slog"`, "reaches too far"},
		{"the clock", importFaults, "internal/stage/link", `package a; import "time"; var t = time.Now()`, "time.Now"},
		{"the clock, renamed", importFaults, "internal/stage/link", `package a; import c "time"; var now = c.Now`, "time.Now"},
		{"the calendar", importFaults, "internal/stage/link", `package a; import "time"; var d = time.Hour`, ""},
		{"another Now", importFaults, "internal/stage/link", `package a; var t = clock.Now()`, ""},
		{"printing", importFaults, "internal/output/terminal", `package a; import "fmt"; func f() { fmt.Println() }`, "fmt.Println"},
		{"the clock in app", importFaults, "internal/app", `package a; import "time"; var t = time.Now()`, ""},
		{"no row", importFaults, "internal/misc", `package a`, "no row"},

		{"no comment", commentFaults, "internal/app", "package app", "0 package comments"},
		{"other words", commentFaults, "internal/app", "// Here is app.\npackage app", "must begin with"},
		{"a longer name", commentFaults, "internal/app", "// Package apple is it.\npackage app", "must begin with"},
		{"a good comment", commentFaults, "internal/app", "// Package app\n// is it.\npackage app", ""},
		{"a command", commentFaults, "cmd/trucewatch", "// Command trucewatch reads.\npackage main", ""},

		{"a banned type", one(nameFaults), "a", "package a\ntype NewsItem struct{}", `"item"`},
		{"a banned type inside a function", one(nameFaults), "a", "package a\nfunc f() { type dataX int }", `"data"`},
		{"a banned package", one(nameFaults), "a", "package utils", `"utils"`},
		{"a key of the record", one(nameFaults), "a", "package a\ntype Mention struct{ Entity string `json:\"entity\"` }", ""},
		{"words that only begin so", one(nameFaults), "a", "package database\ntype Commonwealth int", ""},

		{"a long function", one(sizeFaults), "a", long, "func f has 61 lines"},
		{"a function of the full length", one(sizeFaults), "a", strings.Replace(long, "g()\n", "", 1), ""},
		{"a long file", one(sizeFaults), "a", "package a\n" + strings.Repeat("// and so on\n", maxFileLines), "501 lines"},
		{"init", one(initFaults), "a", "package a\nfunc init() {}", "no init"},
		{"a method of that name", one(initFaults), "a", "package a\nfunc (t T) init() {}", ""},
		{"a note", one(noteFaults), "a", "package a\n// TO" + "DO: all of it\nvar a int", "in a comment"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			f, err := parse(tc.path+"/a.go", tc.text)
			if err != nil {
				t.Fatal(err)
			}
			faults := strings.Join(tc.check(folder{tc.path, []file{f}}), "\n")
			if (tc.want == "") != (faults == "") || !strings.Contains(faults, tc.want) {
				t.Errorf("faults %q, want %q in them", faults, tc.want)
			}
		})
	}
}
