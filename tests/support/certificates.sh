#!/bin/sh
# Certificates for tests, made where they are used: certificates.sh FOLDER. All for 127.0.0.1 unless they say
# otherwise, by a CA of their own (ca.pem): good, expired, early (not valid yet), host (another host's), self
# (self-signed). Each is NAME.pem and NAME.key.
# shellcheck disable=SC2086 # key is a list of words
set -eu
cd "$1"
key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
openssl req -x509 $key -keyout ca.key -out ca.pem -days 30 -subj "/CN=Test CA"
openssl req -x509 $key -keyout self.key -out self.pem -days 30 -subj "/CN=self" \
    -addext "subjectAltName=IP:127.0.0.1"
cat >ca.cnf <<'CNF'
[ca]
default_ca = tests
[tests]
database = index.txt
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
rand_serial = yes
[any]
commonName = supplied
CNF
: >index.txt
sign() { # name, subject alternative name, from, to
    openssl req -new $key -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" -addext "subjectAltName=$2"
    openssl ca -batch -config ca.cnf -startdate "$3" -enddate "$4" -in "$1.csr" -out "$1.pem" -notext
}
sign good IP:127.0.0.1 20200101000000Z 20991231000000Z
sign expired IP:127.0.0.1 20200101000000Z 20210101000000Z
sign early IP:127.0.0.1 20900101000000Z 20991231000000Z
sign host DNS:other.example 20200101000000Z 20991231000000Z
