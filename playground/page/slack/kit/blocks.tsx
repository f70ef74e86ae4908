import { type ComponentProps, type ReactNode, use, useId } from 'react';
import { type Block, Message as LibraryMessage } from 'slack-blocks-to-jsx';
import { z } from 'zod';
import { PageWords } from '../../locales/language.ts';
import { Control, imageSource } from './controls.tsx';
import { SlackText } from './mrkdwn.tsx';
import { field, listField, type Shape } from './shapes.ts';

/** Block Kit, drawn. `errors` stand at the fields of their blocks. */
export function Blocks({ blocks, errors = {} }: { readonly blocks: readonly Shape[]; readonly errors?: Readonly<Record<string, string>> }) {
  return blocks.map((block, index) => {
    const id = field(block, 'block_id');
    // Slack gives every block an id; it is unique in its message.
    return <OneBlock key={id || `${index}`} block={block} error={errors[id]} />;
  });
}

function OneBlock({ block, error }: { readonly block: Shape; readonly error: string | undefined }): ReactNode {
  const blockId = field(block, 'block_id');
  switch (field(block, 'type')) {
    case 'header':
      return (
        <h3 className="bk-header">
          <SlackText text={block['text']} />
        </h3>
      );
    case 'section':
      return <Section block={block} />;
    case 'context':
      return (
        <div className="bk-context">
          {listField(block, 'elements').map((element, index) => {
            const key = `${index}`;
            return field(element, 'type') === 'image' ? (
              <img key={key} className="tiny" src={imageSource(element)} alt={field(element, 'alt_text')} />
            ) : (
              <span key={key}>
                <SlackText text={element} />
              </span>
            );
          })}
        </div>
      );
    case 'divider':
      return <hr />;
    case 'actions':
      return (
        <div className="bk-actions">
          {listField(block, 'elements').map((element) => (
            <Control key={field(element, 'action_id')} element={element} blockId={blockId} />
          ))}
        </div>
      );
    case 'image':
      return <Picture block={block} />;
    case 'input':
      return <Input block={block} error={error} />;
    case 'table':
    case 'data_table':
      return <Table rows={block['rows']} />;
    default:
      return <FromLibrary block={block} />;
  }
}

function Section({ block }: { readonly block: Shape }) {
  const accessory = block['accessory'] as Shape | undefined;
  const fields = listField(block, 'fields');
  return (
    <div className="bk-section">
      <div className="bk-section-text">
        {block['text'] ? (
          <div className="text">
            <SlackText text={block['text']} />
          </div>
        ) : null}
        {fields.length > 0 && (
          <div className="bk-fields">
            {fields.map((each, index) => {
              const key = `${index}`;
              return (
                <div key={key} className="text">
                  <SlackText text={each} />
                </div>
              );
            })}
          </div>
        )}
      </div>
      {accessory && <Control element={accessory} blockId={field(block, 'block_id')} />}
    </div>
  );
}

function Picture({ block }: { readonly block: Shape }) {
  return (
    <figure className="bk-image">
      {block['title'] ? (
        <figcaption>
          <SlackText text={block['title']} />
        </figcaption>
      ) : null}
      <img src={imageSource(block)} alt={field(block, 'alt_text')} />
    </figure>
  );
}

function Input({ block, error }: { readonly block: Shape; readonly error: string | undefined }) {
  const words = use(PageWords);
  const id = useId();
  const element = block['element'] as Shape | undefined;
  const hasHint = block['hint'] !== undefined;
  const describedBy = [error ? `${id}-error` : '', hasHint ? `${id}-hint` : ''].filter(Boolean).join(' ');
  return (
    <div className={`bk-input ${error ? 'wrong' : ''}`} data-block={field(block, 'block_id')}>
      <span className="label" id={id}>
        <SlackText text={block['label']} /> {block['optional'] === true && <small>{words.optional}</small>}
      </span>
      {element && (
        <Control
          element={element}
          blockId={field(block, 'block_id')}
          labelledBy={id}
          describedBy={describedBy || undefined}
          isInvalid={error !== undefined}
        />
      )}
      {error && (
        <p className="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hasHint && (
        <p className="hint" id={`${id}-hint`}>
          <SlackText text={block['hint']} />
        </p>
      )}
    </div>
  );
}

/** Tables by hand: the library reads times in their cells as emoji, and draws a `data_table` empty. */
function Table({ rows }: { readonly rows: unknown }) {
  const [head = [], ...rest] = (Array.isArray(rows) ? rows : []).filter(Array.isArray) as readonly (readonly Shape[])[];
  const cell = (each: Shape) => (listField(each, 'elements').length > 0 ? <FromLibrary block={each} /> : cellText(each));
  return (
    <div className="bk-table">
      <table>
        <thead>
          <tr>
            {head.map((each, index) => {
              const key = `${index}`;
              return (
                <th key={key} scope="col">
                  {cell(each)}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rest.map((row, at) => {
            const rowKey = `${at}`;
            return (
              <tr key={rowKey}>
                {row.map((each, index) => {
                  const key = `${index}`;
                  return <td key={key}>{cell(each)}</td>;
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function cellText(cell: Shape): string {
  const { text, value } = cell;
  if (typeof text === 'string') return text;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The library takes the minutes of `02:07:14` for an emoji's name. */
const HOOKS: NonNullable<ComponentProps<typeof LibraryMessage>['hooks']> = {
  emoji: (data, draw) => (/^\d+$/.test(data.name) ? `:${data.name}:` : draw(data)),
};

const libraryBlock = z.custom<Block>((value) => typeof value === 'object' && value !== null && 'type' in value);

/** What only shows something and the library shows rightly: rich text, markdown and the newer kinds. */
function FromLibrary({ block }: { readonly block: Shape }) {
  // The simulated Slack has checked the block's shape before it kept it.
  const blocks = [libraryBlock.parse(block)];
  return (
    <div className="from-library">
      <LibraryMessage blocks={blocks} logo="" name="" theme="light" withoutWrapper hooks={HOOKS} />
    </div>
  );
}
