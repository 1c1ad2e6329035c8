import { useState } from 'preact/hooks';
import type { HdfsEntry } from '../../../hdfs/file-status.js';
import { api, download, query } from '../lib/api.js';
import { bytes, count } from '../lib/format.js';
import { go, href, place } from '../lib/router.js';
import { state } from '../lib/state.js';
import { useApi } from '../lib/use.js';
import { Button, Card, Empty, Facts, Head } from '../parts/basics.js';
import { Command } from '../parts/command.js';
import { ConfirmDelete } from '../parts/dialog.js';
import { Icon } from '../parts/icon.js';
import { Problem } from '../parts/problem.js';
import { Table, type Column } from '../parts/table.js';
import { say, sayProblem } from '../parts/toast.js';

type Listing = HdfsEntry & { entries: HdfsEntry[]; total: number };

function addressOf(path: string): string {
  return `${href('hdfs')}${query({ path })}`;
}

const columns: Column<HdfsEntry>[] = [
  {
    id: 'name',
    name: 'Name',
    show: ({ path, type }) => (
      <a href={addressOf(path)}>
        <Icon name={type === 'directory' ? 'folder' : 'file'} /> {path.split('/').at(-1)}
      </a>
    ),
    order: ({ path, type }) => `${type} ${path}`,
  },
  {
    id: 'bytes',
    name: 'Size',
    number: true,
    show: (one) => (one.type === 'directory' ? '' : bytes(one.bytes)),
    order: (one) => one.bytes,
  },
  {
    id: 'modified',
    name: 'Changed',
    wide: true,
    show: ({ modified }) => modified.replace('T', ' ').slice(0, 19),
    order: ({ modified }) => modified,
  },
  { id: 'owner', name: 'Owner', wide: true, show: ({ owner, group }) => `${owner}:${group}` },
  { id: 'permission', name: 'Permission', wide: true, show: ({ permission }) => <code>{permission}</code> },
];

export function Hdfs() {
  const path = place.value.query.get('path') ?? '/';
  const service = state.services.value?.find(({ name }) => name === 'hdfs');
  const { data, problem, reload } = useApi<Listing>(
    service?.state === 'up' ? `hdfs${query({ path })}` : undefined,
  );
  const [deleting, setDeleting] = useState(false);
  const parts = path.split('/').filter((part) => part !== '');
  return (
    <div class="page">
      <Head
        title="HDFS"
        actions={
          <>
            <Command args={['hdfs', data?.type === 'file' ? 'cat' : 'ls', path]} />
            {data?.type === 'file' && (
              <Button
                icon="download"
                onClick={() =>
                  void download(`hdfs/download${query({ path })}`, parts.at(-1) ?? 'file').catch(sayProblem)
                }
              >
                Download
              </Button>
            )}
            {state.stack.value?.readOnly !== true && path !== '/' && data && (
              <Button
                icon="trash"
                label={`Delete ${path}`}
                onClick={() => {
                  setDeleting(true);
                }}
              />
            )}
          </>
        }
      >
        <nav class="crumbs" aria-label="Path">
          <a href={addressOf('/')}>/</a>
          {parts.map((name, index) => (
            <a key={index} href={addressOf(`/${parts.slice(0, index + 1).join('/')}`)}>
              {name} /
            </a>
          ))}
        </nav>
      </Head>
      {service && service.state !== 'up' && (
        <Card>
          <Empty icon="folder" title="HDFS is not up">
            <Command args={['up', 'hdfs']} />
          </Empty>
        </Card>
      )}
      {problem && <Problem problem={problem} />}
      {data?.type === 'directory' && (
        <Card flush>
          {data.entries.length === 0 ? (
            <Empty icon="folder" title="This directory is empty" />
          ) : (
            <Table
              label={path}
              columns={columns}
              rows={data.entries}
              keyOf={(entry) => entry.path}
              first={{ id: 'name', descending: false }}
            />
          )}
          {data.total > data.entries.length && (
            <p class="card-body">
              The first {count(data.entries.length)} of {count(data.total)} entries.
            </p>
          )}
        </Card>
      )}
      {data?.type === 'file' && <Preview file={data} />}
      {deleting && (
        <ConfirmDelete
          what={data?.type ?? 'path'}
          name={path}
          onClose={() => {
            setDeleting(false);
            reload();
          }}
          onDelete={async () => {
            await api('DELETE', `hdfs${query({ path })}`, { confirm: path });
            say(`${path} deleted`);
            setDeleting(false);
            go(addressOf(`/${parts.slice(0, -1).join('/')}`));
          }}
        >
          {data?.type === 'directory' && <p>Everything below it is deleted as well.</p>}
        </ConfirmDelete>
      )}
    </div>
  );
}

function Preview({ file }: { file: HdfsEntry }) {
  const { data, problem } = useApi<{ form: string; text: string; cut: boolean }>(
    `hdfs/preview${query({ path: file.path })}`,
  );
  return (
    <Card>
      <div class="dialog-body">
        <Facts
          items={[
            ['Size', bytes(file.bytes)],
            ['Changed', file.modified],
            ['Owner', `${file.owner}:${file.group}`],
            ['Permission', file.permission],
          ]}
        />
        {problem && <Problem problem={problem} />}
        {data && (
          <pre class="json" tabIndex={0} aria-label="Beginning of the file">
            {data.text === '' ? <span class="null">empty</span> : data.text}
          </pre>
        )}
        {data?.cut === true && <p class="hint">Only the first 64 KB are shown.</p>}
      </div>
    </Card>
  );
}
