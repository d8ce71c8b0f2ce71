// Package arch holds no program, only tests: what may import what (the table in
// table_test.go), what each package must say of itself, which names are banned and
// how long files and functions may be.
//
// The tests read and parse the source files themselves and never ask the go tool:
// an answer from "go list" would be served from the test cache after a forbidden
// import was added, because the cache only knows of files that the test opens.
package arch
