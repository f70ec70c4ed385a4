#!/bin/bash
# Makes the files of this folder with the program of version 0.1. See README.md.
#   ./make.sh GARMENT STREET_SHOP PGLITE
#   GARMENT      the program, built Release from commit c9f79a2
#   STREET_SHOP  a folder with pairs.csv of 887 pairs of real photos (in no repository): only hashes and numbers of them are kept
#   PGLITE       a folder with node_modules of @electric-sql/pglite 0.3.16, pglite-socket 0.0.22 and pglite-tools 0.2.21
set -euo pipefail
garment=$(realpath "$1") pairs443=$(realpath "$2")/pairs.csv pglite=$(realpath "$3")
here=$(cd "$(dirname "$0")" && pwd)
samples=$(realpath "$here/../../../notebooks/photos")
work=/tmp/garment-v0.1 # one place, as texts of rejected files name it
unset GARMENT_CATALOG GARMENT_MODELS
rm -rf $work && mkdir -p $work/photos/shop $work/photos/street $work/queries && cd $work

# Photos: nothing but the drawn samples. Two of one product where there are two, one copied, one to be removed, three that are no photos.
for name in tshirt-white-plain-01 tshirt-yellow-print-05 tshirt-navy-stripes-04 tshirt-navy-stripes-04-angle shirt-white-plain-01 shirt-red-checks-03 \
    shirt-olive-plain-10 shirt-olive-plain-10-angle hoodie-blue-plain-09 hoodie-olive-plain-10 hoodie-olive-plain-10-angle jacket-white-plain-09 \
    jacket-navy-plain-01 jacket-purple-plain-12 dress-red-dots-01 dress-black-plain-05 skirt-black-plain-01 trousers-blue-plain-01 shoes-white-plain-01; do
    cp "$samples/shop/$name.jpg" photos/shop
done
cp photos/shop/hoodie-blue-plain-09.jpg photos/shop/hoodie-copy.jpg
cp "$samples/shop/dress-beige-plain-12.jpg" photos/shop/removed.jpg
head -c 5000 "$samples/shop/shoes-red-plain-10.jpg" > photos/shop/broken.jpg
: > photos/shop/empty.jpg
echo 'This is no photo.' > photos/shop/note.jpg
for number in 09 11 12 43 50 51 59; do cp "$samples/street/street-$number.jpg" photos/street; done
cp "$samples/street/street-35.jpg" "$samples/shop/shirt-black-plain-09.jpg" queries
chmod 644 photos/*/* queries/*

run() { "$garment" "$@"; }
index() { run index "$@" -q || [ $? = 1 ]; } # 1: done, with rejected files

# The catalog: shop and street, attributes, products, decisions, rejected files, a removed garment (its id is a gap).
index photos/shop --catalog shop.garments
rm photos/shop/removed.jpg
run remove photos/shop/removed.jpg --catalog shop.garments --yes
index photos/street --domain street --catalog shop.garments
(head -1 "$samples/attributes.csv"; cd photos; for photo in shop/*.jpg; do grep "^$photo," "$samples/attributes.csv" || true; done) > photos/attributes.csv
run attributes import photos/attributes.csv --catalog shop.garments
product() { run attributes set "photos/street/street-$1.jpg" product="$2" --catalog shop.garments; }
product 09 shirt-01; product 11 jacket-09; product 12 dress-01; product 43 shirt-03; product 50 hoodie-09; product 51 jacket-01; product 59 tshirt-05
run attributes set photos/shop/hoodie-copy.jpg 'color=türkis' "note=it's \"new\", 100 %" size=XL --catalog shop.garments
run decide same photos/shop/shirt-olive-plain-10.jpg photos/shop/shirt-olive-plain-10-angle.jpg --catalog shop.garments
run decide same photos/street/street-09.jpg photos/shop/shirt-white-plain-01.jpg --catalog shop.garments
run decide different photos/shop/tshirt-white-plain-01.jpg photos/shop/shirt-white-plain-01.jpg --catalog shop.garments
# A catalog has one region: this one embeds the garment of the person in the photo.
index photos/street --domain street --region Auto --catalog auto.garments

# Metrics, as they are learned by default: street photos by their region, shop photos whole. The second cannot be loaded by version 0.1: its 'about' is
# longer than 65,536 bytes.
run metric learn --pairs "$samples/pairs.csv" --output metric.npz -q > metric.txt
run metric learn --pairs "$pairs443" --train 0..442 --output metric-443.npz -q > metric-443.txt

# Matrices
build() { run matrix build --catalog shop.garments -q "$@" > matrix.txt; }
build --output matrix-float32.npz
build --output matrix-uint16.npz --precision uint16
build --output matrix-uint8.npz --precision uint8
build --output matrix-neighbors.npz --neighbors 5

# Reports and evaluations
run report catalog --catalog shop.garments --output report-catalog.json -q
run report similar queries/street-35.jpg --catalog shop.garments --output report-similar.json -q
run evaluate --pairs "$samples/pairs.csv" --region Whole --json -q > evaluation.json
run evaluate --catalog shop.garments --json -q > evaluation-catalog.json

# What the program answers, for the tests.
answer() { # NAME ARGUMENTS: its JSON under this name
    local name=$1; shift
    run "$@" --json > answer.json
    jq --arg name "$name" 'walk(if type == "string" then gsub("/tmp/garment-v0.1/"; "") else . end) | {($name): .}' answer.json >> answers.json
}
shop="--catalog shop.garments"
: > answers.json
answer catalog catalog $shop
answer catalogAuto catalog --catalog auto.garments
answer list list $shop
answer listAuto list --catalog auto.garments
answer rejected list --rejected $shop
answer decisions decide list $shop
answer attributeNames attributes list $shop
answer attributeColors attributes list color $shop
for filter in 'category = hoodie' 'domain = street' 'price 20..30 and category = shirt or color = white' 'Color = türkis' \
    "color in (white, 'navy')" 'product = hoodie-10' 'id 3..6'; do
    answer "filter: $filter" list $shop --filter "$filter"
done
answer similarId similar --id 5 $shop
answer similarIdFeatures similar --id 5 $shop --output features
answer similarIdEuclidean similar --id 5 $shop --metric euclidean
answer similarIdShop similar --id 23 $shop --filter 'domain = shop' --one-per-product
answer similarIdAuto similar --id 1 --catalog auto.garments
answer similarStreetPhoto similar queries/street-35.jpg $shop
answer similarShopPhoto similar queries/shirt-black-plain-09.jpg --domain shop $shop
answer similarPhotoAuto similar queries/street-35.jpg --catalog auto.garments
answer duplicates duplicates $shop
answer metric metric info metric.npz
# The metric fits shop photos embedded whole and street photos by region: shop.garments without its street garments, and auto.garments.
run copy shop.garments shop-only.garments -q > copy.txt
run remove --filter 'domain = street' --yes --catalog shop-only.garments
answer similarIdMetricShop similar --id 5 --metric metric.npz --catalog shop-only.garments
answer similarIdMetricStreet similar --id 1 --metric metric.npz --catalog auto.garments
answer similarStreetPhotoMetric similar queries/street-35.jpg --metric metric.npz --catalog shop-only.garments
rm shop-only.garments*
for kind in float32 uint16 uint8 neighbors; do
    answer "matrix: $kind" matrix info matrix-$kind.npz
    answer "neighbors: $kind" matrix neighbors matrix-$kind.npz 5 --count 5
done

# The same catalog on PostgreSQL of Debian (bytea or real[] vectors: it has no pgvector), with one photo in the queue.
bin=$(ls -d /usr/lib/postgresql/15/bin)
server() { su postgres -s /bin/bash -c "$1"; }
server "rm -rf /tmp/garment-v0.1-postgres && mkdir -m 700 /tmp/garment-v0.1-postgres"
server "$bin/initdb -D /tmp/garment-v0.1-postgres/data -U garment --auth=trust -E UTF8 --locale=C.UTF-8 --no-sync > /dev/null"
options='-p 54329 -h localhost -k /tmp/garment-v0.1-postgres'
server "$bin/pg_ctl -D /tmp/garment-v0.1-postgres/data -o '$options' -l /tmp/garment-v0.1-postgres/log -w start > /dev/null"
trap 'server "$bin/pg_ctl -D /tmp/garment-v0.1-postgres/data -m fast -w stop > /dev/null; rm -rf /tmp/garment-v0.1-postgres"' EXIT
psql -q -h localhost -p 54329 -U garment postgres -c 'CREATE DATABASE shop'
export XDG_DATA_HOME=$work/derived
address='postgres://garment:any@localhost:54329/shop?sslmode=disable&photos=/tmp/garment-v0.1'
run copy shop.garments "$address" -q > copy.txt
index queries/street-35.jpg --queue --domain street --catalog "$address"
answer catalogPostgres catalog --catalog "$address"
$bin/pg_dump -h localhost -p 54329 -U garment --schema=garments --inserts --no-owner --no-privileges shop | grep -v '^\\' > postgres-debian.sql

# And on pglite, which has pgvector.
cp "$here/pglite-dump.mjs" "$pglite"
coproc node "$pglite/pglite-dump.mjs" $work/postgres-pgvector.sql
read -r _ port <&"${COPROC[0]}"
address="postgres://postgres:any@127.0.0.1:$port/postgres?sslmode=disable&connections=1&photos=/tmp/garment-v0.1"
run copy shop.garments "$address" -q > copy.txt
index queries/street-35.jpg --queue --domain street --catalog "$address"
answer catalogPgvector catalog --catalog "$address"
node=$COPROC_PID
exec {COPROC[1]}>&- # it dumps and ends
wait "$node"
rm "$pglite/pglite-dump.mjs"

jq -s add answers.json > expected.json

find "$here" -mindepth 1 ! -name make.sh ! -name pglite-dump.mjs ! -name README.md -delete
cp -r photos queries ./*.garments ./*.vectors ./*.npz ./*.sql report-*.json evaluation*.json expected.json "$here"
find "$here" -type f ! -name make.sh -exec chmod 644 {} +
du -sh "$here"
